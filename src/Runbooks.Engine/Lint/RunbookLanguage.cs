using System.Text;
using Runbooks.Actions;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Yaml;
using Runbooks.Schemas;

namespace Runbooks.Engine.Lint;

/// <summary>Reads runbook files: YAML or JSON, one document or several, and finds everything wrong that can be known before a run.</summary>
/// <param name="providers">Whose native steps the runbooks may use.</param>
/// <param name="kubernetesTypes">The schema of a Kubernetes type by its name without version, e.g. <c>Container</c>.</param>
public sealed class RunbookLanguage(IReadOnlyList<IProvider> providers, Func<string, Schema> kubernetesTypes)
{
    private readonly ArgoSchema _schema = new(providers, kubernetesTypes);

    /// <summary>How large a file may be.</summary>
    public YamlLimits Limits { get; init; } = YamlLimits.Default;

    /// <summary>Containers are to be local processes: what these can't have is an error.</summary>
    public bool LocalProcesses { get; init; }

    /// <summary>The language itself, with every native operation the providers describe.</summary>
    public Schema Schema => _schema.Workflow;

    /// <summary>For runbooks that refer to one another.</summary>
    public DocumentSet Open() => new(new DocumentReader(_schema, providers, Limits), LocalProcesses);

    /// <summary>Reads one file that refers to no others.</summary>
    /// <param name="file">The file's name, for findings.</param>
    public Reading Read(string file, string text) => Read(file, Encoding.UTF8.GetBytes(text));

    /// <summary>Reads one file that refers to no others.</summary>
    /// <param name="file">The file's name, for findings.</param>
    public Reading Read(string file, ReadOnlyMemory<byte> text)
    {
        var set = Open();
        set.Add(file, text);
        return set.Check()[0];
    }
}
