using System.CommandLine;
using Runbooks.Cli.Documents;
using Runbooks.Cli.Options;
using Runbooks.Engine.Runs.Requests;

namespace Runbooks.Cli.Commands;

internal sealed class RetryCommand : GoOnCommand
{
    private readonly Shell _shell;
    private readonly Option<bool> _restart = new("--restart-successful") { Description = "Do again what --node-field-selector chooses, though it succeeded, and what comes after it" };
    private readonly NodeFieldSelectorOption _selector = new("With --restart-successful: which nodes");
    private readonly ParametersOption _parameters = new("Another value for a parameter; groups that run again are made anew with it. May be repeated");

    public RetryCommand(Shell shell)
        : base("retry", "Try a run again that has ended: the same run, from where it failed", shell,
            "runbooks retry shutdown-ec2-x7k2p",
            "runbooks retry @latest -p region=eu-west-1",
            "runbooks retry @latest --restart-successful --node-field-selector displayName=stop")
    {
        _shell = shell;
        foreach (Option option in new Option[] { _restart, _selector, _parameters }) Add(option);
    }

    protected override string Done => "retried";

    protected override Request Request(ParseResult parse, DateTimeOffset at, string id, string by) =>
        new RetryRequest(at, id, by, parse.GetValue(_restart), parse.GetValue(_selector)) { Parameters = ParameterValues.Read(null, parse.GetRequiredValue(_parameters), _shell) };
}
