using System.CommandLine;
using System.Text.Json;
using Runbooks.Cli.Documents;
using Runbooks.Cli.Options;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Runs.Requests;

namespace Runbooks.Cli.Commands;

internal sealed class NodeSetCommand : RequestCommand
{
    private static readonly string[] Phases = [nameof(NodePhase.Succeeded), nameof(NodePhase.Failed), nameof(NodePhase.Error), nameof(NodePhase.Skipped), nameof(NodePhase.Omitted)];

    private readonly Shell _shell;
    private readonly NodeFieldSelectorOption _selector = new("Which of the suspend nodes that wait; without it, all");
    private readonly Option<string?> _phase = new("--phase") { Description = "The phase in which it ends", HelpName = "PHASE" };
    private readonly Option<string?> _message = new("--message", "-m") { Description = "Its message", HelpName = "TEXT" };

    private readonly Option<string[]> _outputs = new("--output-parameter", "-p")
    {
        Description = "A value for an output with valueFrom.supplied; may be repeated",
        HelpName = "NAME=VALUE",
        DefaultValueFactory = _ => [],
    };

    public NodeSetCommand(Shell shell)
        : base("set", "Give a suspend node that waits a message, values for its outputs, or its end", shell,
            "runbooks node set release-x7k2p --node-field-selector displayName=approve --output-parameter answer=YES",
            "runbooks node set release-x7k2p --node-field-selector displayName=approve --phase Failed --message 'not tonight'")
    {
        _shell = shell;
        _phase.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, Phases);
        foreach (Option option in new Option[] { _selector, _phase, _message, _outputs }) Add(option);
    }

    protected override Request Request(ParseResult parse, DateTimeOffset at, string id, string by) =>
        new NodeSetRequest(at, id, by, parse.GetValue(_selector))
        {
            Phase = parse.GetValue(_phase) is { } phase ? Enum.Parse<NodePhase>(phase, ignoreCase: true) : null,
            Message = parse.GetValue(_message),
            OutputParameters = ParameterValues.Read(null, parse.GetRequiredValue(_outputs), _shell).ToDictionary(output => output.Key, output => Unquoted(output.Value)),
        };

    /// <summary>As in Argo, a value may stand in quotes that a shell has not taken off, as a Go text: <c>"a\nb"</c>.</summary>
    private static string Unquoted(string value)
    {
        if (value is ['`', .. var raw, '`'] && !raw.Contains('`')) return raw;
        if (value is not ['"', .., '"']) return value;
        try
        {
            return JsonSerializer.Deserialize<string>(value)!;
        }
        catch (JsonException)
        {
            return value;
        }
    }

    protected override string Done(RunState run) => $"run {run.Run.Name}: node set";
}
