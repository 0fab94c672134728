using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Processes;

namespace Runbooks.Server.Steps.Processes;

/// <summary>What a container or script template says to a local process.</summary>
internal sealed record ProcessSpec(IReadOnlyList<string> Command, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment)
{
    public string? WorkingDirectory { get; init; }

    /// <summary>The script; null if it is a container, or a script without a source, which is one with arguments.</summary>
    public string? Source { get; init; }

    /// <summary>What is said to it speaks of <c>/tmp</c>.</summary>
    public bool NamesTmp { get; init; }

    /// <param name="reason">Why it can't be run without a cluster.</param>
    public static bool TryRead(Template template, [NotNullWhen(true)] out ProcessSpec? spec, [NotNullWhen(false)] out string? reason)
    {
        (spec, reason) = (null, ProcessLimits.Of(template).Select(limit => limit.Reason).FirstOrDefault());
        if (reason is not null) return false;
        var container = template.Container ?? template.Script!;
        spec = new ProcessSpec(Texts(container["command"]), Texts(container["args"]), Variables(container))
        {
            WorkingDirectory = (string?)container["workingDir"],
            Source = template.Script is { } script && (string?)script["source"] is { Length: > 0 } source ? source : null,
            NamesTmp = container.ToJsonString().Contains(RawFiles.Tmp, StringComparison.Ordinal),
        };
        return true;
    }

    /// <summary>Of two of a name, Kubernetes takes the last.</summary>
    private static Dictionary<string, string> Variables(JsonObject container) => (container["env"] as JsonArray ?? []).OfType<JsonObject>()
        .GroupBy(entry => (string)entry["name"]!, StringComparer.Ordinal)
        .ToDictionary(entries => entries.Key, entries => entries.Last()["value"]?.ToString() ?? "", StringComparer.Ordinal);

    private static List<string> Texts(JsonNode? list) => [.. (list as JsonArray ?? []).Select(text => text?.ToString() ?? "")];
}
