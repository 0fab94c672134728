using System.Globalization;

namespace Runbooks.Engine.Runs;

/// <summary>Argo's id of a node, as little as is needed to print it.</summary>
/// <param name="Hash">Of the node's name; null for the root, which has the run's name.</param>
/// <param name="Number">The node's number, if another node has the hash already.</param>
internal readonly record struct NodeId(string Run, uint? Hash, int? Number)
{
    public override string ToString() =>
        Hash is not { } hash ? Run
        : Number is { } number ? string.Create(CultureInfo.InvariantCulture, $"{Run}-{hash}-{number}")
        : string.Create(CultureInfo.InvariantCulture, $"{Run}-{hash}");
}
