using System.Globalization;
using System.Text;
using Runbooks.Providers.Sandbox.Query;

namespace Runbooks.Providers.Sandbox.Ec2;

/// <summary>Which part of a list is asked for: <c>MaxResults</c> items from where <c>NextToken</c> says.</summary>
internal sealed record Page(string Operation, int Offset, int Size)
{
    private const int MaxSize = 1000;

    /// <summary>Everything when neither parameter is there.</summary>
    public static Page Read(QueryTree parameters, string operation, int minSize)
    {
        var size = parameters.Number("MaxResults");
        if (size < minSize)
        {
            throw AwsErrorException.Invalid(
                $"Value ( {size} ) for parameter maxResults is invalid. Expecting a value greater than {minSize}.");
        }

        var start = Start(parameters.Text("NextToken"), operation);
        return new Page(operation, start, size is { } wanted ? Math.Min(wanted, MaxSize) : int.MaxValue);
    }

    /// <summary>The matching items of this page, and the token for the next one if there is more.</summary>
    public (List<TOut> Items, string? NextToken) Take<TIn, TOut>(IReadOnlyList<TIn> all, Func<TIn, TOut?> match)
        where TOut : class
    {
        var items = new List<TOut>();
        for (var index = Offset; index < all.Count; index++)
        {
            if (match(all[index]) is not { } item)
                continue;
            if (items.Count == Size)
                return (items, Token(index));
            items.Add(item);
        }

        return (items, null);
    }

    private string Token(int offset) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Operation}:{offset}"));

    private static int Start(string? token, string operation)
    {
        if (string.IsNullOrEmpty(token))
            return 0;
        var bytes = new byte[token.Length];
        if (Convert.TryFromBase64String(token, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':') is [var name, var offset]
            && name == operation
            && int.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var start))
            return start;
        throw new AwsErrorException("InvalidPaginationToken", "The specified pagination token is not valid or is expired.");
    }
}
