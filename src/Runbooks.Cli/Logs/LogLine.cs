namespace Runbooks.Cli.Logs;

/// <param name="At">When it was complete; null if that isn't known.</param>
internal readonly record struct LogLine(string Text, DateTimeOffset? At);
