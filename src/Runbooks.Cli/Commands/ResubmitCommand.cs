using System.CommandLine;
using Runbooks.Cli.Documents;
using Runbooks.Cli.Options;
using Runbooks.Cli.Running;
using Runbooks.Cli.Storage;
using Runbooks.Engine.Runs;

namespace Runbooks.Cli.Commands;

internal sealed class ResubmitCommand : RunbooksCommand
{
    private readonly RunArgument _run = new();
    private readonly Option<bool> _memoized = new("--memoized") { Description = "Only of a run that ended Failed or Error: what succeeded isn't done again, its outputs are used" };
    private readonly ParametersOption _parameters = new("Another value for a parameter; may be repeated");
    private readonly OutputOption _output = new("tree", "json", "name");
    private readonly NamespaceOption _namespace = new("Look for the run only there");
    private readonly DataOption _data;

    public ResubmitCommand(Shell shell)
        : base("resubmit", "Run again what another run was made of: a new run, here, watched to its end",
            "runbooks resubmit shutdown-ec2-x7k2p",
            "runbooks resubmit @latest --memoized",
            "runbooks resubmit @latest -p region=eu-west-1")
    {
        _data = new DataOption(shell);
        Add(_run);
        foreach (Option option in new Option[] { _memoized, _parameters, _output, _namespace, _data }) Add(option);
        SetAction((parse, cancellation) => ResubmitAsync(parse, shell, cancellation));
    }

    private async Task<int> ResubmitAsync(ParseResult parse, Shell shell, CancellationToken cancellation)
    {
        var original = await ReadAsync(parse);
        var parameters = ParameterValues.Read(null, parse.GetRequiredValue(_parameters), shell);
        var submission = Submission.Of(original, parse.GetValue(_memoized), parameters, shell);
        var settings = RunSettings.ToGoOn(original, parse.GetRequiredValue(_output), parse.GetRequiredValue(_data), _data.IsGiven(parse));
        return await new RunSession(settings, shell).StartAsync(submission, cancellation);
    }

    private async Task<RunState> ReadAsync(ParseResult parse)
    {
        await using var data = DataFolder.OpenToRead(parse.GetRequiredValue(_data));
        return data.Read(data.Find(parse.GetRequiredValue(_run), parse.GetValue(_namespace)));
    }
}
