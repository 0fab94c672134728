using System.Diagnostics.CodeAnalysis;
using Runbooks.Engine.Expressions.Checking;
using Runbooks.Engine.Expressions.Compilation;
using Runbooks.Engine.Expressions.Syntax;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Expressions;

/// <summary>
/// An expression in expr-lang 1.17, compiled once and evaluated many times, by any number of threads. Its stages: tokens, syntax, check, delegates.
/// </summary>
public sealed class Expression
{
    private static readonly IReadOnlySet<string> NoVariables = new HashSet<string>();

    private readonly SyntaxNode _tree;
    private readonly Evaluatable _evaluatable;
    private readonly IdentifierNode[] _variables;
    private readonly string[] _builtins;
    private readonly IReadOnlySet<string> _shadowing;
    private readonly int _locals;
    private readonly ExpressionLimits _limits;
    private StaticType[]? _checked;

    private Expression(string text, ExpressionLibrary library, IReadOnlySet<string> shadowing, ExpressionLimits limits)
    {
        _tree = Parser.Parse(text, shadowing, limits);
        var compiler = new ExpressionCompiler();
        _evaluatable = compiler.Compile(_tree);
        (Text, Library, _limits, _shadowing) = (text, library, limits, shadowing);
        (_variables, _locals) = ([.. compiler.Variables], compiler.Locals);
        _builtins = [.. TreeWalk.All(_tree).OfType<BuiltinNode>().Select(node => node.Name).Distinct()];
    }

    /// <summary>As written.</summary>
    public string Text { get; }

    public ExpressionLibrary Library { get; }

    public static bool TryParse(
        string text, ExpressionLibrary library, [NotNullWhen(true)] out Expression? expression, [NotNullWhen(false)] out ExpressionError? error, ExpressionLimits? limits = null)
    {
        try
        {
            (expression, error) = (new Expression(text, library, NoVariables, limits ?? ExpressionLimits.Default), null);
            return true;
        }
        catch (SyntaxException wrong)
        {
            (expression, error) = (null, wrong.Error);
            return false;
        }
    }

    /// <summary>The variables that it reads, as dotted paths where they are: <c>inputs.parameters.x</c>, <c>inputs.parameters['my-x']</c>.</summary>
    public IReadOnlyList<VariableReference> References => VariableReferences.In(_tree);

    /// <summary>What can't be right whatever the variables' values are.</summary>
    /// <param name="variables">The names that are known where the expression stands, without dots.</param>
    public IReadOnlyList<ExpressionError> Check(IReadOnlyCollection<string> variables)
    {
        var names = variables.ToHashSet();
        var checker = new Checker(name => TypeOf(name, names.Contains(name) ? StaticType.Unknown : null), [.. names, .. Library.Names.Keys]);
        return [.. checker.Check(_tree), .. LibraryCalls.Check(_tree, Library, names)];
    }

    /// <summary>What can't be right if the variables are of certain types; and what the expression gives.</summary>
    /// <param name="names">As in <see cref="Check(IReadOnlyCollection{string})"/>.</param>
    /// <param name="typeOf">What a dotted name is, or null if that isn't known.</param>
    internal (IReadOnlyList<ExpressionError> Errors, StaticType Result) Check(IReadOnlyCollection<string> names, Func<string, StaticType?> typeOf)
    {
        var checker = new Checker(name => TypeOf(name, names.Contains(name) ? typeOf(name) ?? StaticType.Unknown : null), [.. names, .. Library.Names.Keys], typeOf);
        return (checker.Check(_tree), checker.Given);
    }

    /// <summary>The value, or what went wrong and where.</summary>
    public bool TryEvaluate(EvaluationContext context, out object? value, [NotNullWhen(false)] out ExpressionError? error)
    {
        value = null;
        if (Array.Exists(_builtins, name => !_shadowing.Contains(name) && context.Variables.ContainsKey(name))) return EvaluateShadowed(context, out value, out error);
        var values = new object?[_variables.Length];
        if (!TryBind(context, values, out error)) return false;
        var evaluation = new Evaluation(context, values, _locals == 0 ? [] : new object?[_locals]);
        try
        {
            value = _evaluatable(evaluation);
            return true;
        }
        catch (EvaluationException failed)
        {
            error = new ExpressionError(failed.Message, evaluation.At);
            return false;
        }
    }

    /// <summary>A variable with the name of a builtin hides it, which changes the syntax too.</summary>
    private bool EvaluateShadowed(EvaluationContext context, out object? value, [NotNullWhen(false)] out ExpressionError? error)
    {
        try
        {
            var shadowing = _builtins.Where(context.Variables.ContainsKey).ToHashSet();
            return new Expression(Text, Library, shadowing, _limits).TryEvaluate(context, out value, out error);
        }
        catch (SyntaxException wrong)
        {
            (value, error) = (null, wrong.Error);
            return false;
        }
    }

    private bool TryBind(EvaluationContext context, object?[] values, [NotNullWhen(false)] out ExpressionError? error)
    {
        error = null;
        var same = _checked is not null;
        for (var i = 0; i < values.Length; i++)
        {
            if (!TryFind(context, _variables[i].Name, out values[i])) return Unknown(context, out error);
            same = same && IsStill(_checked![i], values[i]);
        }
        return same || IsChecked(context, values, out error);
    }

    private bool Unknown(EvaluationContext context, [NotNullWhen(false)] out ExpressionError? error)
    {
        error = Errors(context)[0];
        return false;
    }

    /// <summary>Types are checked before anything runs; again only when a variable has another type than the last time.</summary>
    private bool IsChecked(EvaluationContext context, object?[] values, [NotNullWhen(false)] out ExpressionError? error)
    {
        error = Errors(context) is [var first, ..] ? first : null;
        if (error is not null) return false;
        _checked = Array.ConvertAll(values, StaticType.Of);
        return true;
    }

    private IReadOnlyList<ExpressionError> Errors(EvaluationContext context)
    {
        var names = context.Variables.Keys.Concat(Library.Names.Keys);
        return new Checker(name => TryFind(context, name, out var value) ? TypeOf(name, StaticType.Of(value)) : null, names).Check(_tree);
    }

    private StaticType? TypeOf(string name, StaticType? variable) => Library.Names.TryGetValue(name, out var function) ? StaticType.Of(function) : variable;

    private static bool IsStill(StaticType type, object? value) => value switch
    {
        string => type.Kind == StaticKinds.String,
        long => type.Kind == StaticKinds.Int,
        IReadOnlyDictionary<string, object?> => type is { Kind: StaticKinds.Map, KeysAreAny: false },
        _ => type == StaticType.Of(value),
    };

    private bool TryFind(EvaluationContext context, string name, out object? value)
    {
        if (Library.Names.TryGetValue(name, out value) || context.Variables.TryGetValue(name, out value)) return true;
        // expr-lang takes a function's name without a call for nil.
        if (name != "$env") return Functions.Builtins.IsName(name);
        value = new MapValue(context.Variables.Concat(Library.Names).GroupBy(entry => entry.Key).Select(group => group.Last()));
        return true;
    }
}
