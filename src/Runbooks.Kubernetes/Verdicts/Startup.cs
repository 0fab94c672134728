using k8s.Models;
using Runbooks.Kubernetes.Agents;
using Runbooks.Kubernetes.Pods;

namespace Runbooks.Kubernetes.Verdicts;

/// <summary>Reads why a container has not started yet.</summary>
internal static class Startup
{
    private static readonly HashSet<string> ImageReasons = new(StringComparer.Ordinal)
    {
        "ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull", "RegistryUnavailable", "ImageInspectError", "SignatureValidationFailed",
    };

    private static readonly HashSet<string> ConfigurationReasons = new(StringComparer.Ordinal)
    {
        "CreateContainerConfigError", "CreateContainerError", "RunContainerError",
    };

    // What Kubernetes says while all is well.
    private static readonly HashSet<string> Quiet = new(StringComparer.Ordinal) { "ContainerCreating", "PodInitializing" };

    public static PodReading Read(V1Pod pod, V1ContainerStatus? main)
    {
        if (Exit.OfInit(pod) is { } init) return init;
        var all = (pod.Status?.InitContainerStatuses ?? []).Concat(pod.Status?.ContainerStatuses ?? []);
        return all.Where(status => status.State?.Waiting is not null && !ContainerSetRun.WaitsForItsTurn(pod, status)).Select(status => OfContainer(pod, status)).FirstOrDefault(reading => reading.Obstacle != Obstacle.None)
            ?? Unscheduled(pod)
            ?? new PodReading.Waiting(main?.State?.Waiting is { Reason: { } reason } && !Quiet.Contains(reason) ? reason : null);
    }

    /// <summary>A warning about a Pod whose status says only that its container is being created.</summary>
    public static PodReading.Waiting OfEvent(Corev1Event warning) =>
        new($"{warning.Reason}: {warning.Message}", warning.Reason is "FailedMount" or "FailedAttachVolume" ? Obstacle.Configuration : Obstacle.None);

    private static PodReading.Waiting OfContainer(V1Pod pod, V1ContainerStatus status)
    {
        var (reason, message) = (status.State.Waiting.Reason ?? "", status.State.Waiting.Message);
        var text = string.IsNullOrEmpty(message) ? reason : $"{reason}: {message}";
        if (reason == "InvalidImageName") return new($"image '{ImageOf(pod, status)}' is not a valid name: {text}", Obstacle.Hopeless);
        if (ImageReasons.Contains(reason)) return new($"image '{ImageOf(pod, status)}' can't be pulled{Purpose(status.Name)}: {text}", Obstacle.ImagePull);
        return new(text, ConfigurationReasons.Contains(reason) ? Obstacle.Configuration : Obstacle.None);
    }

    private static string Purpose(string container) => container is Agent.Init or Agent.Sidecar
        ? $" (it carries output files; {PodOptions.AgentImageVariable} names another)" : "";

    private static string ImageOf(V1Pod pod, V1ContainerStatus status) =>
        (pod.Spec.InitContainers ?? []).Concat(pod.Spec.Containers).FirstOrDefault(container => container.Name == status.Name)?.Image ?? status.Image;

    private static PodReading.Waiting? Unscheduled(V1Pod pod)
    {
        var condition = pod.Status?.Conditions?.FirstOrDefault(condition => condition is { Type: "PodScheduled", Status: "False" });
        return condition is null ? null : new($"{condition.Reason}: {condition.Message}", Obstacle.Unschedulable);
    }
}
