namespace Runbooks.Engine.Expressions.RegularExpressions;

/// <summary>The flags that a pattern may set for a part of itself: <c>(?imsU)</c>.</summary>
[Flags]
internal enum PatternFlags
{
    None = 0,
    IgnoresCase = 1,
    Multiline = 2,
    DotMatchesNewline = 4,
    Ungreedy = 8,
}
