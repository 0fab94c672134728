using Runbooks.Server.Workers;

namespace Runbooks.Server.Dispatch;

/// <param name="Runs">Runs of this worker that have news, each once.</param>
/// <param name="Store">There may be runs in the store that nobody has.</param>
internal readonly record struct Due(IReadOnlyList<ActiveRun> Runs, bool Store);
