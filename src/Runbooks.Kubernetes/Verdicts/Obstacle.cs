namespace Runbooks.Kubernetes.Verdicts;

/// <summary>Why a Pod's container does not start; each kind has its own bound on waiting.</summary>
internal enum Obstacle
{
    /// <summary>Nothing wrong: it is being scheduled, pulled or created.</summary>
    None,

    /// <summary>The registry refuses the image or can't be reached. Kubernetes goes on trying.</summary>
    ImagePull,

    /// <summary>A Secret, ConfigMap or volume that the Pod names is not there. Kubernetes goes on looking.</summary>
    Configuration,

    /// <summary>No node fits. One may be added.</summary>
    Unschedulable,

    /// <summary>The Pod was asked to go and its node doesn't confirm it.</summary>
    NodeLost,

    /// <summary>No wait will help.</summary>
    Hopeless,
}
