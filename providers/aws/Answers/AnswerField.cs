namespace Runbooks.Providers.Aws.Answers;

/// <summary>What one XML element becomes.</summary>
/// <param name="Name">The API's own name.</param>
/// <param name="Type">The SDK's type for it.</param>
/// <param name="Inner">
/// If the SDK takes a value out of an element within (<c>ebsOptimized/value</c>, <c>valueSet/item/value</c>): the API's name of that.
/// </param>
internal sealed record AnswerField(string Name, Type Type, string? Inner);
