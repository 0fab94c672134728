using System.Collections.Frozen;
using Runbooks.Engine.Expressions.Checking;
using Runbooks.Engine.Expressions.Compilation;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Expressions.Functions;

/// <summary>Every function of expr-lang 1.17 without a closure, by name.</summary>
internal static class Builtins
{
    public static FrozenDictionary<string, Builtin> All { get; } =
        new[] { TextFunctions.All, NumberFunctions.All, ListFunctions.All, MapFunctions.All, TimeFunctions.All, BitFunctions.All }
            .SelectMany(functions => functions).ToFrozenDictionary(function => function.Name);

    /// <summary>All names of functions, those with a closure too.</summary>
    public static bool IsName(string name) => All.ContainsKey(name) || Syntax.Parser.Predicates.Contains(name);

    public static string Text(object? value) => value as string ?? throw Conversion(value, "string");

    public static EvaluationException Conversion(object? value, string type) =>
        new($"interface conversion: interface {{}} is {(value is null ? "nil" : GoType.Name(value))}, not {type}");

    /// <summary>One way to call it.</summary>
    public static StaticKinds[][] Takes(params StaticKinds[] arguments) => [arguments];

    public static StaticKinds[][] Or(this StaticKinds[][] overloads, params StaticKinds[] arguments) => [.. overloads, arguments];

    public static Builtin Make(string name, StaticKinds[][] overloads, StaticType result, Func<object?[], object?> call) =>
        new(name, overloads, result, (_, arguments) => call(arguments));

    public static Builtin Make(string name, StaticKinds[][] overloads, StaticType result, Func<Evaluation, object?[], object?> call) =>
        new(name, overloads, result, call);
}
