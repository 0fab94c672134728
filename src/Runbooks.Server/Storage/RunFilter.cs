using Runbooks.Engine.Runs;

namespace Runbooks.Server.Storage;

/// <summary>Which runs a list shows; null for any.</summary>
public sealed record RunFilter(string? Namespace = null, RunPhase? Phase = null);
