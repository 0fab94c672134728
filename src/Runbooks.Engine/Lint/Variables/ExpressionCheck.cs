using Runbooks.Engine.Expressions;
using Runbooks.Engine.Expressions.Checking;
using Runbooks.Schemas;

namespace Runbooks.Engine.Lint.Variables;

/// <summary>Holds an expression against the variables of its place: names, functions and their arguments, types.</summary>
internal static class ExpressionCheck
{
    public const string InvalidExpression = "invalid-expression";

    /// <param name="result">What the expression must give, or null if that doesn't matter.</param>
    public static IEnumerable<TagProblem> Check(string text, ExpressionPlace place, ExpressionVariables variables, StaticType? result = null) =>
        Expression.TryParse(text, ExpressionLibrary.For(place), out var expression, out var error) ? Check(expression, variables, result) : [new TagProblem(error.Message, InvalidExpression, Offset: error.Offset)];

    public static IReadOnlyList<TagProblem> Check(Expression expression, ExpressionVariables variables, StaticType? result = null)
    {
        var names = Names(expression, variables).ToList();
        var found = expression.Check(variables.Names).Select(error => new TagProblem(error.Message, InvalidExpression, Offset: error.Offset)).ToList();
        // What is said of a name is said once.
        found.AddRange(names.Where(problem => !found.Exists(each => each.Offset == problem.Offset)));
        if (found.Count > 0) return found;
        var (errors, given) = expression.Check(variables.Names, variables.TypeOf);
        // A text has bytes.
        found.AddRange(errors.Where(error => error.Message != "type string[int] is undefined").Select(OfTypes));
        if (found.Count == 0 && result is not null && !given.MayBe(result.Kind)) found.Add(new TagProblem($"it gives a {Name(given)}, not a {Name(result)}", InvalidExpression));
        return found;
    }

    /// <summary>It reads none of our variables and calls none of Argo's functions: it may be meant for another program.</summary>
    public static bool IsForeign(Expression expression, ExpressionVariables variables) =>
        expression.References is { Count: > 0 } references && references.All(reference => !variables.Names.Contains(reference.Path[0]) && !expression.Library.Names.ContainsKey(reference.Path[0]));

    private static IEnumerable<TagProblem> Names(Expression expression, ExpressionVariables variables) =>
        from reference in expression.References
        where variables.Names.Contains(reference.Path[0])
        let problem = variables.Check(reference.Name)
        where problem is not null
        // What may be absent, and always is, does no harm.
        select problem with { Offset = reference.Offset, Severity = reference.MayBeAbsent ? Severity.Warning : problem.Severity };

    /// <summary>Of different types, nothing can be calculated, and nothing is equal. What else may be odd still gives something.</summary>
    private static TagProblem OfTypes(ExpressionError error)
    {
        var message = error.Message + (MixesNumbers(error.Message) ? "; variables are texts: asInt(…) and asFloat(…) make numbers of them" : "");
        if (Begins("invalid operation: ==") || Begins("invalid operation: !=")) return Suspicious(error, $"the two are never equal: {message["invalid operation: == ".Length..]}");
        var fails = Begins("invalid operation:") || Begins("non-bool") || (Begins("cannot use") && error.Message.Contains("as argument", StringComparison.Ordinal));
        return fails ? new TagProblem(message, InvalidExpression, Offset: error.Offset) : Suspicious(error, message);

        bool Begins(string text) => error.Message.StartsWith(text, StringComparison.Ordinal);
    }

    private static TagProblem Suspicious(ExpressionError error, string message) => new(message, "suspicious-expression", Severity.Warning, error.Offset);

    private static bool MixesNumbers(string message) =>
        message.Contains("string", StringComparison.Ordinal) && (message.Contains("int)", StringComparison.Ordinal) || message.Contains("int and", StringComparison.Ordinal) || message.Contains("float64", StringComparison.Ordinal));

    private static string Name(StaticType type) => type.Kind switch
    {
        StaticKinds.Bool or StaticKinds.Bool | StaticKinds.String => "condition",
        StaticKinds.Array | StaticKinds.String => "list",
        StaticKinds.String => "text",
        StaticKinds.Int or StaticKinds.Float or StaticKinds.Number => "number",
        StaticKinds.Array => "list",
        // As variables, artifacts are maps.
        StaticKinds.Map => "map, such as an artifact is",
        _ => type.ToString(),
    };
}
