namespace Runbooks.Providers.Aws.Clients;

/// <summary>What went over the wire for one call, however often the SDK has sent it.</summary>
internal sealed class Exchange
{
    /// <summary>A request has left, or begun to.</summary>
    public bool IsSent { get; set; }

    /// <summary>A request has left, and no answer said what became of it.</summary>
    public bool IsAnswerLost { get; set; }

    /// <summary>The body of the last answer.</summary>
    public byte[]? Body { get; set; }
}
