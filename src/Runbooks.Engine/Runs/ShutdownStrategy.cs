namespace Runbooks.Engine.Runs;

/// <summary>Argo's <c>spec.shutdown</c>: how a run is ended before its time.</summary>
public enum ShutdownStrategy
{
    /// <summary>What is under way is ended; exit handlers still run.</summary>
    Stop,

    /// <summary>All is ended, exit handlers too.</summary>
    Terminate,
}
