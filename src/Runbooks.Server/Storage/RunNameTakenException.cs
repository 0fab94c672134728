namespace Runbooks.Server.Storage;

/// <summary>There is a run of that name in the namespace already.</summary>
public sealed class RunNameTakenException(string @namespace, string name)
    : Exception($"there is a run '{name}' in namespace '{@namespace}' already; choose another name, or let metadata.generateName make one");
