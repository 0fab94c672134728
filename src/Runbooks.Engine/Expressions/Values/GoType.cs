using Runbooks.Engine.Expressions.Functions;
using Runbooks.Engine.Expressions.Functions.Sprig;
using Runbooks.Engine.Expressions.Times;

namespace Runbooks.Engine.Expressions.Values;

/// <summary>
/// The names that Go has for the types of values. A value is null, <see cref="bool"/>, <see cref="long"/> (Go's int), <see cref="double"/>,
/// <see cref="string"/>, <c>byte[]</c>, <c>object?[]</c>, a map (<see cref="IReadOnlyDictionary{TKey,TValue}"/> by string, or <see cref="AnyMap"/>),
/// a <see cref="GoTime"/>, <see cref="GoDuration"/>, <see cref="GoZone"/>, <see cref="NamedNumber"/>, <see cref="SemanticVersion"/> or a
/// <see cref="GoFunction"/>.
/// </summary>
internal static class GoType
{
    /// <summary>As <c>%T</c> prints it.</summary>
    public static string Name(object? value) => value switch
    {
        null => "<nil>",
        bool => "bool",
        long => "int",
        double => "float64",
        string => "string",
        byte[] => "[]uint8",
        object?[] => "[]interface {}",
        IReadOnlyDictionary<string, object?> => "map[string]interface {}",
        AnyMap map => map.TypeName,
        GoTime => "time.Time",
        GoDuration => "time.Duration",
        GoZone => "*time.Location",
        NamedNumber named => named.TypeName,
        GoFunction => "func",
        SemanticVersion version => version.IsPointer ? "*semver.Version" : "semver.Version",
        _ => value.GetType().Name,
    };

    /// <summary>What the builtin <c>type</c> says.</summary>
    public static string Kind(object? value) => value switch
    {
        null => "nil",
        bool => "bool",
        long => "int",
        double => "float",
        string => "string",
        byte[] or object?[] => "array",
        IReadOnlyDictionary<string, object?> => "map",
        AnyMap { IsGroups: false } => "map",
        AnyMap => "github.com/expr-lang/expr/vm.groupBy",
        GoFunction => "func",
        GoZone => "time.Location",
        SemanticVersion => "github.com/Masterminds/semver/v3.Version",
        GoTime or GoDuration or NamedNumber => Name(value),
        _ => "unknown",
    };

    /// <summary>As Go's reflection names the kind, for the messages that show it.</summary>
    public static string ReflectKind(object? value) => value switch
    {
        null => "invalid",
        object?[] or byte[] => "slice",
        IReadOnlyDictionary<string, object?> or AnyMap => "map",
        GoTime => "struct",
        GoDuration => "int64",
        NamedNumber => "int",
        GoZone or SemanticVersion { IsPointer: true } => "ptr",
        SemanticVersion => "struct",
        _ => Name(value),
    };
}
