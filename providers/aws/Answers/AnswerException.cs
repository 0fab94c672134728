namespace Runbooks.Providers.Aws.Answers;

/// <summary>What came back is not the operation's answer, or can't be read; the message says why.</summary>
internal sealed class AnswerException(string message, Exception? inner = null) : Exception(message, inner);
