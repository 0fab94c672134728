namespace Runbooks.Engine.Expressions.Checking;

/// <summary>Kinds of values, as many as may be meant.</summary>
[Flags]
internal enum StaticKinds
{
    None = 0,
    Nil = 1,
    Bool = 2,
    Int = 4,
    Float = 8,
    String = 16,
    Bytes = 32,
    Array = 64,
    Map = 128,
    Time = 256,
    Duration = 512,
    Zone = 1024,
    Month = 2048,
    Function = 4096,
    Weekday = 8192,
    Number = Int | Float,
    Named = Month | Weekday,

    /// <summary>Known only at run time.</summary>
    Any = 16383,
}
