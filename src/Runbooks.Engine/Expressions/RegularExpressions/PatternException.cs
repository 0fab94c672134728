namespace Runbooks.Engine.Expressions.RegularExpressions;

/// <summary>A pattern is wrong, in RE2's words.</summary>
internal sealed class PatternException(string message) : Exception(message);
