namespace Runbooks.Engine.Http;

/// <summary>A request and its answer, as an <c>http</c> template's <c>successCondition</c> sees them.</summary>
/// <param name="StatusCode">Of the last answer, after redirects.</param>
/// <param name="Body">As text in UTF-8.</param>
/// <param name="Headers">Of the answer; names are compared in Go's form, <c>Content-Type</c>.</param>
public sealed record HttpExchange(int StatusCode, string Body, IReadOnlyList<KeyValuePair<string, string>> Headers);
