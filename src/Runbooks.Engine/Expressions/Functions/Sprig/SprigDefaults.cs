using Runbooks.Engine.Expressions.Compilation;
using Runbooks.Engine.Expressions.Values;
using static Runbooks.Engine.Expressions.Functions.Sprig.SprigBinding;
using static Runbooks.Engine.Expressions.Functions.Sprig.SprigCast;

namespace Runbooks.Engine.Expressions.Functions.Sprig;

/// <summary>Defaults, JSON and types.</summary>
internal static class SprigDefaults
{
    public static IEnumerable<GoFunction> All { get; } =
    [
        Function("default", (object? otherwise, object?[] given) => given.Length == 0 || IsEmpty(given[0]) ? otherwise : given[0]),
        Function("empty", (object? value) => IsEmpty(value)),
        Function("coalesce", (object?[] values) => Array.Find(values, value => !IsEmpty(value))),
        Function("all", (object?[] values) => !Array.Exists(values, IsEmpty)),
        Function("any", (object?[] values) => Array.Exists(values, value => !IsEmpty(value))),
        Function("ternary", (object? then, object? otherwise, bool condition) => condition ? then : otherwise),
        Function("fromJson", (Evaluation evaluation, string text) => Try(() => TextFunctions.FromJson(evaluation, text))),
        Function("mustFromJson", (Evaluation evaluation, string text) => TextFunctions.FromJson(evaluation, text)),
        Function("toJson", (object? value) => Try(() => GoJson.Write(value)) ?? ""),
        Function("mustToJson", (object? value) => GoJson.Write(value)),
        Function("toPrettyJson", (object? value) => Try(() => GoJson.Write(value, "  ")) ?? ""),
        Function("mustToPrettyJson", (object? value) => GoJson.Write(value, "  ")),
        Function("toRawJson", (object? value) => GoJson.Write(value, escapeHtml: false)),
        Function("mustToRawJson", (object? value) => GoJson.Write(value, escapeHtml: false)),
        Function("deepCopy", (object? value) => Copied(value)),
        Function("mustDeepCopy", (object? value) => Copied(value)),
        Function("deepEqual", (object? a, object? b) => GoEquality.Same(a, b)),
        Function("typeOf", (object? value) => GoType.Name(value)),
        Function("typeIs", (string type, object? value) => type == GoType.Name(value)),
        Function("typeIsLike", (string type, object? value) => type == GoType.Name(value) || "*" + type == GoType.Name(value)),
        Function("kindOf", (object? value) => GoType.ReflectKind(value)),
        Function("kindIs", (string kind, object? value) => kind == GoType.ReflectKind(value)),
    ];

    private static T? Try<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (EvaluationException)
        {
            return default;
        }
    }

    private static object? Copied(object? value) =>
        Copy(value ?? throw new EvaluationException("reflect: call of reflect.Value.Type on zero Value"), 0);

    private static object? Copy(object? value, int depth) => value switch
    {
        object?[] list => Array.ConvertAll(list, item => Copy(item, GoEquality.Deeper(depth))),
        IReadOnlyDictionary<string, object?> map => new MapValue(map.Select(entry => KeyValuePair.Create(entry.Key, Copy(entry.Value, GoEquality.Deeper(depth))))),
        _ => value,
    };
}
