namespace Runbooks.Engine.Runs;

/// <summary>A step can't start: what it would take is missing or of the wrong form. Ends on a node, never further out.</summary>
public sealed class StepInputException(string message) : Exception(message);
