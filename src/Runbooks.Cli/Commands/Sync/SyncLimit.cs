namespace Runbooks.Cli.Commands.Sync;

/// <param name="Type"><c>database</c> or <c>configmap</c>.</param>
/// <param name="CmName">The ConfigMap, if it is in one.</param>
internal sealed record SyncLimit(string Key, string Type, string? CmName, string Namespace, int Limit);
