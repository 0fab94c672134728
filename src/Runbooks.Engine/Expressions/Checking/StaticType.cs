using Runbooks.Engine.Expressions.Functions;
using Runbooks.Engine.Expressions.Times;

namespace Runbooks.Engine.Expressions.Checking;

/// <summary>What is known of a value before it is there.</summary>
/// <param name="Item">Of a list, what its items are.</param>
internal sealed record StaticType(StaticKinds Kind, StaticType? Item = null)
{
    public static readonly StaticType Unknown = new(StaticKinds.Any);
    public static readonly StaticType Nil = new(StaticKinds.Nil);
    public static readonly StaticType Bool = new(StaticKinds.Bool);
    public static readonly StaticType Int = new(StaticKinds.Int);
    public static readonly StaticType Float = new(StaticKinds.Float);
    public static readonly StaticType String = new(StaticKinds.String);
    public static readonly StaticType Bytes = new(StaticKinds.Bytes);
    public static readonly StaticType Map = new(StaticKinds.Map);
    public static readonly StaticType AnyMap = new(StaticKinds.Map) { KeysAreAny = true };
    public static readonly StaticType Time = new(StaticKinds.Time);
    public static readonly StaticType Duration = new(StaticKinds.Duration);
    public static readonly StaticType Zone = new(StaticKinds.Zone);
    public static readonly StaticType AnyList = new(StaticKinds.Array, Unknown);

    /// <summary>Not only texts.</summary>
    public bool KeysAreAny { get; init; }

    /// <summary>The library function that the value is.</summary>
    public GoFunction? Function { get; init; }

    public bool IsUnknown => Kind == StaticKinds.Any;

    public bool IsNumber => Is(StaticKinds.Number);

    public static StaticType ListOf(StaticType item) => new(StaticKinds.Array, item);

    /// <summary>It is of these kinds, for certain.</summary>
    public bool Is(StaticKinds kinds) => !IsUnknown && (Kind & kinds) != 0;

    public bool MayBe(StaticKinds kinds) => (Kind & kinds) != 0;

    public bool IsAssignableTo(StaticType other) => !IsUnknown && Kind == other.Kind && KeysAreAny == other.KeysAreAny && Kind != StaticKinds.Nil;

    public static StaticType Of(object? value) => value switch
    {
        null => Nil,
        bool => Bool,
        long => Int,
        double => Float,
        string => String,
        byte[] => Bytes,
        object?[] => AnyList,
        IReadOnlyDictionary<string, object?> => Map,
        Values.AnyMap => AnyMap,
        GoTime => Time,
        GoDuration => Duration,
        GoZone => Zone,
        Values.NamedNumber { TypeName: "time.Month" } => new StaticType(StaticKinds.Month),
        Values.NamedNumber => new StaticType(StaticKinds.Weekday),
        GoFunction function => new StaticType(StaticKinds.Function) { Function = function },
        _ => Unknown,
    };

    /// <summary>As Go names it.</summary>
    public override string ToString() => Kind switch
    {
        StaticKinds.Nil => "nil",
        StaticKinds.Bool => "bool",
        StaticKinds.Int => "int",
        StaticKinds.Float => "float64",
        StaticKinds.String => "string",
        StaticKinds.Bytes => "[]uint8",
        StaticKinds.Array => "[]interface {}",
        StaticKinds.Map => KeysAreAny ? "map[interface {}]interface {}" : "map[string]interface {}",
        StaticKinds.Time => "time.Time",
        StaticKinds.Duration => "time.Duration",
        StaticKinds.Zone => "*time.Location",
        StaticKinds.Month => "time.Month",
        StaticKinds.Weekday => "time.Weekday",
        StaticKinds.Function => "func",
        _ => "unknown",
    };
}
