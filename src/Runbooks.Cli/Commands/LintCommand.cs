using System.CommandLine;
using Runbooks.Cli.Documents;
using Runbooks.Cli.Options;
using Runbooks.Cli.Output;
using Runbooks.Schemas;
using Runbooks.Server.Clouds;

namespace Runbooks.Cli.Commands;

internal sealed class LintCommand : RunbooksCommand
{
    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "Files, folders (all YAML and JSON below them), or - for standard input",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _sandbox = new("--sandbox") { Description = "Check as `run --sandbox` would: a region need not be named" };
    private readonly RuntimeOption _runtime = new("Check as `run --runtime` would: what a local process can't have is an error");
    private readonly Option<bool> _offline = new("--offline") { Description = "Look for templates of other documents among the files only, not in the cluster" };
    private readonly NamespaceOption _namespace = new("Where WorkflowTemplates are looked for in the cluster. Default: the files', else the cluster's, else 'default'");
    private readonly OutputOption _output = new("text", "full", "json");

    public LintCommand(Shell shell)
        : base("lint", "Find every mistake in runbooks that can be known before they run",
            "runbooks lint runbooks/",
            "runbooks lint shutdown.yaml -o full",
            "runbooks lint shutdown.yaml -o json",
            "runbooks lint workflow.yaml templates/ --offline",
            "runbooks lint - < shutdown.yaml")
    {
        Add(_files);
        Add(_sandbox);
        Add(_runtime);
        Add(_offline);
        Add(_namespace);
        Add(_output);
        SetAction((parse, cancellation) => LintAsync(parse, shell, cancellation));
    }

    private async Task<int> LintAsync(ParseResult parse, Shell shell, CancellationToken cancellation)
    {
        using var clouds = CloudProviders.ToCheck(parse.GetValue(_sandbox), _runtime.Of(parse));
        var reading = new RunbookReading(clouds.Language, shell) { Offline = parse.GetValue(_offline), Namespace = parse.GetValue(_namespace) };
        var files = await reading.ReadAsync(RunbookFiles.In(parse.GetRequiredValue(_files)), cancellation);
        if (parse.GetRequiredValue(_output) == "json") FindingOutput.WriteJson(files, shell.Out);
        else WriteText(files, shell, parse.GetRequiredValue(_output) == "full");
        return files.Exists(file => file.Reading.HasErrors) ? ExitCode.BadInput : ExitCode.Succeeded;
    }

    private static void WriteText(List<RunbookFile> files, Shell shell, bool inFull)
    {
        var terminal = shell.OpenOut();
        foreach (var file in files) FindingOutput.Write(file, terminal, inFull);
        foreach (var hint in files.SelectMany(file => file.Reading.Documents).SelectMany(ScheduleNotes.OfLint)) shell.Error.WriteLine(hint);
        var findings = files.SelectMany(file => file.Reading.Findings).ToList();
        var (errors, warnings) = (findings.Count(finding => finding.Severity == Severity.Error), findings.Count(finding => finding.Severity == Severity.Warning));
        shell.Error.WriteLine($"{Count(files.Count, "file")}: {Count(errors, "error")}, {Count(warnings, "warning")}");
    }

    private static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}
