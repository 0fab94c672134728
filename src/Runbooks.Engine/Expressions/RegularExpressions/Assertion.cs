namespace Runbooks.Engine.Expressions.RegularExpressions;

/// <summary>What must be so between two characters.</summary>
internal enum Assertion
{
    TextBegins,
    TextEnds,
    LineBegins,
    LineEnds,
    WordBoundary,
    NoWordBoundary,
}
