using System.CommandLine;
using Runbooks.Cli.Language;
using Runbooks.Cli.Options;
using Runbooks.Schemas;

namespace Runbooks.Cli.Commands;

internal sealed class ExplainCommand : RunbooksCommand
{
    private readonly Argument<string> _field = new("FIELD") { Description = "A field's path or the end of one", DefaultValueFactory = _ => "spec" };
    private readonly OutputOption _output = new("text", "json");

    public ExplainCommand(Shell shell)
        : base("explain", "Tell what a field of the language means: its type, its default, its fields and an example",
            "runbooks explain retryStrategy",
            "runbooks explain spec.templates.steps.when",
            "runbooks explain aws.ec2.StopInstances",
            "runbooks explain podGC -o json")
    {
        Add(_field);
        Add(_output);
        SetAction(parse => Run(parse.GetRequiredValue(_field), parse.GetRequiredValue(_output), shell));
    }

    private static int Run(string field, string format, Shell shell)
    {
        var index = new FieldIndex(DocumentedLanguage.Load());
        if (index.Find(field) is not { Count: > 0 } sites) throw CommandException.BadInput(Unknown(field, index));
        var report = new FieldReport(sites);
        if (format == "json") report.WriteJson(shell);
        else report.Write(shell);
        return ExitCode.Succeeded;
    }

    /// <summary>Says how far the path could be followed.</summary>
    private static string Unknown(string field, FieldIndex index)
    {
        var names = field.Split('.');
        for (var known = names.Length - 1; known > 0; known--)
        {
            if (index.Find(string.Join('.', names[..known])) is not [var site, ..]) continue;
            var next = (site.Object?.Fields.Keys ?? []).Concat(SchemaText.ValuesOf(site.Field.Schema));
            return $"'{site.Path}' has no field '{names[known]}'{DidYouMean.Hint(names[known], next)}";
        }
        return $"the language has no field '{names[0]}'{DidYouMean.Hint(names[0], index.Names)}";
    }
}
