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
    private readonly OutputOption _output = new("text", "json");

    public LintCommand(Shell shell)
        : base("lint", "Find every mistake in runbooks that can be known before they run",
            "runbooks lint runbooks/",
            "runbooks lint shutdown.yaml -o json",
            "runbooks lint - < shutdown.yaml")
    {
        Add(_files);
        Add(_sandbox);
        Add(_output);
        SetAction(parse => Lint(parse, shell));
    }

    private int Lint(ParseResult parse, Shell shell)
    {
        using var clouds = CloudProviders.ToCheck(parse.GetValue(_sandbox));
        var files = RunbookFiles.In(parse.GetRequiredValue(_files)).Select(name => RunbookFile.Read(name, clouds.Language, shell)).ToList();
        if (parse.GetRequiredValue(_output) == "json") FindingOutput.WriteJson(files, shell.Out);
        else WriteText(files, shell);
        return files.Exists(file => file.Reading.HasErrors) ? ExitCode.BadInput : ExitCode.Succeeded;
    }

    private static void WriteText(List<RunbookFile> files, Shell shell)
    {
        var terminal = shell.OpenOut();
        foreach (var file in files) FindingOutput.Write(file, terminal);
        var findings = files.SelectMany(file => file.Reading.Findings).ToList();
        var (errors, warnings) = (findings.Count(finding => finding.Severity == Severity.Error), findings.Count(finding => finding.Severity == Severity.Warning));
        shell.Error.WriteLine($"{Count(files.Count, "file")}: {Count(errors, "error")}, {Count(warnings, "warning")}");
    }

    private static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}
