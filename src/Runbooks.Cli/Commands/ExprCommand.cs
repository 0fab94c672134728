using System.CommandLine;
using Runbooks.Cli.Expressions;

namespace Runbooks.Cli.Commands;

internal sealed class ExprCommand : RunbooksCommand
{
    private readonly Argument<string?> _expression = new("EXPR") { Description = "The expression", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _variables = new("--vars") { Description = "A YAML or JSON map of variables; names may have dots (inputs.parameters.x)", HelpName = "FILE" };
    private readonly Option<bool> _when = new("--when") { Description = "It is the condition of a step: steps.flip.outputs.result == heads" };
    private readonly Option<bool> _template = new("--template") { Description = "It is a text with tags: {{inputs.parameters.x}}, {{=1 + 2}}" };
    private readonly Option<bool> _batch = new("--batch") { Description = "Read one JSON object a line, {\"expr\", \"vars\", \"lang\"}, from standard input; write {\"value\"} or {\"error\"} for each" };

    public ExprCommand(Shell shell)
        : base("expr", "Evaluate one expression of the workflow language",
            "runbooks expr '1..5 | filter(# % 2 == 1)'",
            "runbooks expr \"inputs.parameters.env == 'prod'\" --vars vars.yaml",
            "runbooks expr --when 'heads == heads && 2 > 1'",
            "runbooks expr --template 'Hello {{name}}, {{=1 + 2}}' --vars vars.yaml",
            "echo '{\"expr\": \"a + 1\", \"vars\": {\"a\": 1}}' | runbooks expr --batch")
    {
        Add(_expression);
        foreach (Option option in new Option[] { _variables, _when, _template, _batch }) Add(option);
        Validators.Add(given =>
        {
            if (given.GetValue(_batch) == given.GetValue(_expression) is not null) given.AddError("Give an EXPR, or --batch and expressions on standard input.");
            if (given.GetValue(_when) && given.GetValue(_template)) given.AddError("Give --when or --template, not both.");
        });
        SetAction(parse => Run(parse, shell));
    }

    private int Run(ParseResult parse, Shell shell)
    {
        var language = parse.GetValue(_when) ? ExpressionLanguage.When : parse.GetValue(_template) ? ExpressionLanguage.Template : ExpressionLanguage.Expr;
        var variables = parse.GetValue(_variables) is { } file ? VariableFile.Read(file, shell) : [];
        if (parse.GetValue(_batch)) return ExpressionBatch.Run(shell, language, variables);
        var answer = ExpressionAnswer.Of(language, parse.GetValue(_expression)!, variables, shell.Time);
        if (answer.Error is not null) throw CommandException.BadInput(answer.Error);
        shell.Out.WriteLine(answer.Text);
        return ExitCode.Succeeded;
    }
}
