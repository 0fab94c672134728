using System.Text;
using Runbooks.Engine.Lint;
using Runbooks.Kubernetes.Clusters;
using Runbooks.Kubernetes.Documents;

namespace Runbooks.Cli.Documents;

/// <summary>Reads files that may refer to one another, and to documents of the cluster if there is one.</summary>
internal sealed record RunbookReading(RunbookLanguage Language, Shell Shell)
{
    /// <summary>Where WorkflowTemplates are looked for in the cluster; null for the namespace of the files, else of the kubeconfig.</summary>
    public string? Namespace { get; init; }

    /// <summary>The cluster isn't asked.</summary>
    public bool Offline { get; init; }

    /// <summary>A runbook and what it refers to: first the file that is run, or what is made in its place, then the others.</summary>
    /// <exception cref="CommandException">There is no such file, or it can't be read.</exception>
    public Task<List<RunbookFile>> ReadAsync(string? file, IEnumerable<string> others, byte[]? made, CancellationToken cancellation)
    {
        var first = file is null ? ("--from", made!) : (file, RunbookFile.Bytes(file, Shell));
        return ReadAsync([first, .. others.Where(name => name != file).Select(name => (name, RunbookFile.Bytes(name, Shell)))], cancellation);
    }

    /// <summary>All files, in their order, checked together.</summary>
    /// <exception cref="CommandException">There is no such file, or it can't be read.</exception>
    public Task<List<RunbookFile>> ReadAsync(IEnumerable<string> names, CancellationToken cancellation) =>
        ReadAsync([.. names.Select(name => (name, RunbookFile.Bytes(name, Shell)))], cancellation);

    private async Task<List<RunbookFile>> ReadAsync(List<(string Name, byte[] Text)> files, CancellationToken cancellation)
    {
        var documents = Language.Open();
        foreach (var (name, text) in files) documents.Add(name, text);
        if (!Offline && documents.Missing.Count > 0) await LookInClusterAsync(documents, cancellation);
        return [.. files.Zip(documents.Check(), (file, reading) => new RunbookFile(file.Name, Encoding.UTF8.GetString(file.Text), reading))];
    }

    private async Task LookInClusterAsync(DocumentSet documents, CancellationToken cancellation)
    {
        try
        {
            using var cluster = ClusterConnection.TryOpen();
            if (cluster is not null) await new ClusterDocuments(cluster).FillAsync(documents, Namespace ?? documents.Namespace ?? cluster.Namespace, cancellation);
        }
        catch (ClusterUnreachableException unusable)
        {
            foreach (var reference in documents.Missing) documents.AddFound(reference, $"in the cluster, which can't be asked: {unusable.Message}", null);
        }
    }
}
