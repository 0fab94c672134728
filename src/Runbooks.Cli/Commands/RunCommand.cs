using System.CommandLine;
using System.CommandLine.Parsing;
using Runbooks.Cli.Options;
using Runbooks.Cli.Running;

namespace Runbooks.Cli.Commands;

internal sealed class RunCommand : RunbooksCommand
{
    private readonly Argument<string?> _file = new("FILE")
    {
        Description = "The runbook: a YAML or JSON file, or - for standard input",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string[]> _parameters = new("--parameter", "-p")
    {
        Description = "A parameter's value; may be repeated",
        HelpName = "NAME=VALUE",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string[]> _with = new("--with")
    {
        Description = "A file or folder with templates that the runbook refers to; may be repeated. What isn't there is looked for in the cluster",
        HelpName = "FILE",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> _from = new("--from")
    {
        Description = "Run this document of the files, or this template of the cluster",
        HelpName = "KIND/NAME",
    };

    private readonly Option<string?> _parameterFile = new("--parameter-file", "-f")
    {
        Description = "A YAML or JSON map of parameters; -p wins over it",
        HelpName = "FILE",
    };

    private readonly NamespaceOption _namespace =
        new("The run's namespace; its Pods and Secrets are there. Default: the runbook's, else the cluster's, else 'default'");

    private readonly Option<string?> _name = new("--name") { Description = "The run's name, instead of the runbook's", HelpName = "NAME" };

    private readonly Option<string?> _entrypoint = new("--entrypoint")
    {
        Description = "The template to begin with, instead of the runbook's",
        HelpName = "TEMPLATE",
    };

    private readonly RuntimeOption _runtime = new("What container steps become: Pods, or processes on this machine");

    private readonly Option<bool> _sandbox = new("--sandbox") { Description = "Let native steps call a simulated cloud in this process" };

    private readonly Option<string?> _resume = new("--resume")
    {
        Description = "Go on with a run that was left: its name or id, or @latest",
        HelpName = "RUN",
    };

    private readonly OutputOption _output = new("tree", "json", "name");
    private readonly DataOption _data;

    public RunCommand(Shell shell)
        : base("run", "Run a runbook here and watch it to its end",
            "runbooks run runbooks/aws/shutdown-ec2/native.yaml --sandbox",
            "runbooks run runbooks/hello-world.yaml --runtime process",
            "runbooks run shutdown.yaml -p env=staging -p dry-run=true",
            "runbooks run workflow.yaml --with templates/",
            "runbooks run templates.yaml --from workflowtemplate/shutdown",
            "runbooks run shutdown.yaml -o json | jq .status.phase",
            "runbooks run --resume shutdown-ec2-x7k2p")
    {
        _data = new DataOption(shell);
        Add(_file);
        Option[] options = [_with, _from, _parameters, _parameterFile, _namespace, _name, _entrypoint, _runtime, _sandbox, _resume, _output, _data];
        foreach (var option in options) Add(option);
        Validators.Add(CheckCombination);
        SetAction((parse, cancellation) => new RunSession(Settings(parse), shell).RunAsync(cancellation));
    }

    private void CheckCombination(CommandResult given)
    {
        var (file, resume) = (given.GetValue(_file) ?? given.GetValue(_from), given.GetValue(_resume));
        if (file is null && resume is null) given.AddError("Name a runbook FILE, or a run with --resume.");
        if (file is not null && resume is not null) given.AddError("Give a FILE or --resume, not both.");
        if (RuntimeOption.Obstacle(_runtime.Of(given), OperatingSystem.IsWindows()) is { } obstacle) given.AddError(obstacle);
        if (resume is null) return;
        foreach (var option in new Option[] { _with, _parameters, _parameterFile, _name, _entrypoint, _runtime, _sandbox }.Where(option => given.GetResult(option) is { Implicit: false }))
            given.AddError($"A run that is resumed has its {option.Name} already.");
    }

    private RunSettings Settings(ParseResult parse) => new()
    {
        File = parse.GetValue(_file),
        With = parse.GetRequiredValue(_with),
        From = parse.GetValue(_from),
        Resume = parse.GetValue(_resume),
        Parameters = parse.GetRequiredValue(_parameters),
        ParameterFile = parse.GetValue(_parameterFile),
        Namespace = parse.GetValue(_namespace),
        Name = parse.GetValue(_name),
        Entrypoint = parse.GetValue(_entrypoint),
        Place = new RunPlace(_runtime.Of(parse), parse.GetValue(_sandbox)),
        Output = parse.GetRequiredValue(_output),
        DataFolder = parse.GetRequiredValue(_data),
        DataFolderGiven = _data.IsGiven(parse),
    };
}
