using System.Diagnostics.CodeAnalysis;
using Runbooks.Engine.Expressions;

namespace Runbooks.Engine.Templating;

/// <summary>What stands in an expression tag, <c>{{=…}}</c>, compiled when it is first needed.</summary>
public sealed class TagExpression(string text)
{
    /// <summary>How many characters of the tag stand before it.</summary>
    internal const int Begin = 3;

    /// <summary>Argo leaves a tag that reads one of these for later, if they are not known yet.</summary>
    private static readonly HashSet<string> BoundLate =
        ["item", "retries", "lastRetry.exitCode", "lastRetry.status", "lastRetry.duration", "lastRetry.message", "workflow.status", "workflow.failures"];

    private readonly Lazy<Compiled> _compiled = new(() => Compile(text));

    public string Text => text;

    /// <summary>Null if there is a mistake in it.</summary>
    public Expression? Expression => _compiled.Value.Expression;

    /// <summary>The mistake in it, or null.</summary>
    public ExpressionError? Error => _compiled.Value.Error;

    /// <summary>It reads the variable, or something in it.</summary>
    public bool Reads(string variable) => Expression?.References.Any(reference => reference.Path[0] == variable) == true;

    /// <returns>Null if the tag is to stay as it is.</returns>
    /// <exception cref="UnresolvedTagException">It gives nothing, and may not stay.</exception>
    internal string? Fill(Tag tag, Scope scope)
    {
        var compiled = _compiled.Value;
        if (compiled.Expression is null) return scope.KeepsUnresolved ? null : throw Failed(tag, compiled.Error!.Message);
        if (Array.Exists(compiled.Late, name => !scope.Has(name))) return null;
        if (!scope.KeepsUnresolved && Array.Find(compiled.OfSteps, name => !scope.Has(name)) is { } missing) throw Failed(tag, $"{missing} is missing");
        if (TryFill(compiled, scope, out var text, out var reason)) return text;
        return MayStay(compiled.Expression, scope) ? null : throw Failed(tag, reason);
    }

    private static bool TryFill(Compiled compiled, Scope scope, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out string? reason)
    {
        text = null;
        if (compiled.Expression!.TryEvaluate(scope.ExpressionContext(compiled.ReadsItem), out var value, out var error)) return ExpressionTag.TryText(value, out text, out reason);
        reason = error.Message;
        return false;
    }

    /// <summary>As in Argo, what reads something that isn't there is left for another to fill in.</summary>
    private static bool MayStay(Expression expression, Scope scope) => scope.KeepsUnresolved || expression.References.Any(reference => IsMissing(reference, expression.Library, scope));

    private static bool IsMissing(VariableReference reference, ExpressionLibrary library, Scope scope) =>
        !library.Names.ContainsKey(reference.Path[0]) && !scope.Has(reference.MayBeAbsent ? reference.Path[0] : reference.Name);

    private static UnresolvedTagException Failed(Tag tag, string reason) => new(tag, $"failed to evaluate expression {tag}: {reason}");

    private static Compiled Compile(string text)
    {
        if (!Expression.TryParse(text, ExpressionLibrary.For(ExpressionPlace.TemplateTag), out var expression, out var error)) return new Compiled(null, error, [], []);
        var names = expression.References.Where(reference => !reference.MayBeAbsent).Select(reference => reference.Name).ToList();
        var late = expression.References.SelectMany(LateNames).Distinct().ToArray();
        return new Compiled(expression, null, late, [.. names.Where(name => name.StartsWith("steps.", StringComparison.Ordinal) || name.StartsWith("tasks.", StringComparison.Ordinal))]);
    }

    private static IEnumerable<string> LateNames(VariableReference reference) => BoundLate.Contains(reference.Name) ? [reference.Name] : reference.Path[0] == "item" ? ["item"] : [];

    /// <param name="Late">The names bound late that it reads.</param>
    /// <param name="OfSteps">What steps and tasks must have given.</param>
    private sealed record Compiled(Expression? Expression, ExpressionError? Error, string[] Late, string[] OfSteps)
    {
        public bool ReadsItem { get; } = Array.IndexOf(Late, "item") >= 0;
    }
}
