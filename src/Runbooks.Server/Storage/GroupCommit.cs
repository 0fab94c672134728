using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Runbooks.Server.Storage;

/// <summary>
/// The one writer of the process. Whatever is waiting is written in one transaction, so the price of a durable commit is shared
/// by all runs: the more there is to write, the larger the batches.
/// </summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private const int LargestBatch = 1000;

    private readonly Channel<Write> _writes = Channel.CreateUnbounded<Write>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SqliteConnection _connection;
    private readonly Task _loop;

    public GroupCommit(SqliteConnection connection)
    {
        _connection = connection;
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>Does the work in the next transaction; completes when it is on disk. Work that throws changes nothing, and harms no other.</summary>
    public async Task<T> WriteAsync<T>(Func<Statements, T> work)
    {
        var write = new Write<T>(work);
        ObjectDisposedException.ThrowIf(!_writes.Writer.TryWrite(write), this);
        return await write.Completion.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _writes.Writer.TryComplete();
        await _loop;
        await _connection.DisposeAsync();
    }

    private async Task LoopAsync()
    {
        var statements = new Statements(_connection);
        var batch = new List<Write>();
        while (await _writes.Reader.WaitToReadAsync())
        {
            while (batch.Count < LargestBatch && _writes.Reader.TryRead(out var write)) batch.Add(write);
            Commit(batch, statements);
            batch.Clear();
        }
        statements.Dispose();
    }

    private void Commit(List<Write> batch, Statements statements)
    {
        try
        {
            using var transaction = _connection.BeginTransaction(deferred: false);
            statements.Transaction = transaction;
            foreach (var write in batch) write.Do(statements, transaction);
            transaction.Commit();
        }
        catch (Exception failure)
        {
            foreach (var write in batch) write.Fail(failure);
            return;
        }
        foreach (var write in batch) write.Succeed();
    }

    private abstract class Write
    {
        public abstract void Do(Statements statements, SqliteTransaction transaction);
        public abstract void Succeed();
        public abstract void Fail(Exception failure);
    }

    private sealed class Write<T>(Func<Statements, T> work) : Write
    {
        private T? _result;
        private Exception? _failure;

        public TaskCompletionSource<T> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void Do(Statements statements, SqliteTransaction transaction)
        {
            transaction.Save("work");
            try
            {
                _result = work(statements);
            }
            catch (Exception failure)
            {
                _failure = failure;
                transaction.Rollback("work");
            }
            transaction.Release("work");
        }

        public override void Succeed()
        {
            if (_failure is null) Completion.SetResult(_result!);
            else Completion.SetException(_failure);
        }

        public override void Fail(Exception failure) => Completion.SetException(_failure ?? failure);
    }
}
