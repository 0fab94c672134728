namespace Runbooks.Engine.Conditions;

/// <summary>A condition can't be told true or false.</summary>
public sealed class ConditionException(string message) : Exception(message);
