using System.Reflection;
using Runbooks.Engine.Expressions.Compilation;
using Runbooks.Engine.Expressions.Times;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Expressions.Functions.Sprig;

/// <summary>
/// Makes a function of a delegate: the types of its parameters are those that Go's function has, and an argument of another type is refused as Go refuses it.
/// A first parameter of type <see cref="Evaluation"/> is no argument; a list as the last parameter takes all that remain.
/// </summary>
internal static class SprigBinding
{
    private static readonly Dictionary<Type, string> GoNames = new()
    {
        [typeof(string)] = "string",
        [typeof(long)] = "int",
        [typeof(double)] = "float64",
        [typeof(bool)] = "bool",
        [typeof(GoTime)] = "time.Time",
        [typeof(IReadOnlyDictionary<string, object?>)] = "map[string]interface {}",
    };

    public static GoFunction Function(string name, Delegate function)
    {
        var parameters = function.Method.GetParameters();
        var needsEvaluation = parameters is [{ ParameterType: var first }, ..] && first == typeof(Evaluation);
        var types = parameters.Skip(needsEvaluation ? 1 : 0).Select(parameter => parameter.ParameterType).ToArray();
        var rest = types is [.., { IsArray: true } last] ? last.GetElementType() : null;
        var invoker = MethodInvoker.Create(function.Method);
        var least = rest is null ? types.Length : types.Length - 1;
        return new GoFunction(name, least, rest is null ? least : int.MaxValue, (evaluation, arguments) =>
        {
            var values = new List<object?>();
            if (needsEvaluation) values.Add(evaluation);
            for (var i = 0; i < least; i++) values.Add(Argument(arguments[i], types[i]));
            if (rest is not null) values.Add(Rest(arguments.AsSpan(least), rest));
            return Counted(evaluation, invoker.Invoke(function.Target, values.ToArray().AsSpan()));
        });
    }

    private static Array Rest(Span<object?> arguments, Type type)
    {
        var rest = Array.CreateInstance(type, arguments.Length);
        for (var i = 0; i < arguments.Length; i++) rest.SetValue(Argument(arguments[i], type), i);
        return rest;
    }

    private static object? Argument(object? value, Type type)
    {
        if (type == typeof(object) || type.IsInstanceOfType(value)) return value;
        if (value is null) return Zero(type);
        throw new EvaluationException($"reflect: Call using {GoType.Name(value)} as type {GoNames.GetValueOrDefault(type, type.Name)}");
    }

    /// <summary>What Go puts for nil.</summary>
    private static object Zero(Type type) => type switch
    {
        _ when type == typeof(string) => "",
        _ when type == typeof(long) => 0L,
        _ when type == typeof(double) => 0.0,
        _ when type == typeof(bool) => false,
        _ when type == typeof(GoTime) => GoTime.Zero,
        _ => new MapValue(),
    };

    private static object? Counted(Evaluation evaluation, object? value)
    {
        switch (value)
        {
            case string text: evaluation.GrowText(text.Length); break;
            case object?[] list: evaluation.Grow(list.Length); break;
            case MapValue map: evaluation.Grow(map.Count); break;
        }
        return value;
    }
}
