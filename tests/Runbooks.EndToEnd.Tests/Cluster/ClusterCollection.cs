namespace Runbooks.EndToEnd.Tests.Cluster;

/// <summary>These tests share one small cluster and one EC2 server whose checks are switched for all: they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ClusterCollection
{
    public const string Name = "cluster";
}
