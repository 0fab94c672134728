namespace Runbooks.Engine.Expressions.JsonPaths;

/// <summary>A value doesn't have what a step asks for.</summary>
internal sealed class JsonPathMissException(string message) : Exception(message);
