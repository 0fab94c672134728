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

    /// <summary>
    /// Does the work in the next transaction; completes when it is on disk. Work that throws changes nothing, and harms no other; it
    /// may be done twice, the first time being rolled back.
    /// </summary>
    /// <exception cref="StoreException">The database refuses it.</exception>
    public Task<T> WriteAsync<T>(Func<Statements, T> work)
    {
        var write = new Write<T>(work);
        ObjectDisposedException.ThrowIf(!_writes.Writer.TryWrite(write), this);
        return write.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _writes.Writer.TryComplete();
        await _loop;
        await _connection.DisposeAsync();
    }

    private async Task LoopAsync()
    {
        using var statements = new Statements(_connection);
        var batch = new List<Write>();
        while (await _writes.Reader.WaitToReadAsync())
        {
            while (batch.Count < LargestBatch && _writes.Reader.TryRead(out var write)) batch.Add(write);
            Commit(batch, statements);
            batch.Clear();
        }
    }

    private void Commit(List<Write> batch, Statements statements)
    {
        try
        {
            OpenFile.RequireInPlace(_connection);
            if (!TryTransact(batch, statements, static (write, statements, _) => write.TryDo(statements)))
                TryTransact(batch, statements, static (write, statements, transaction) => write.DoApart(statements, transaction));
        }
        catch (Exception failure)
        {
            foreach (var write in batch) write.Fail(failure, _connection.DataSource);
            return;
        }
        foreach (var write in batch) write.Complete(_connection.DataSource);
    }

    /// <returns>False if some work failed and the transaction was rolled back.</returns>
    private bool TryTransact(List<Write> batch, Statements statements, Func<Write, Statements, SqliteTransaction, bool> tryDo)
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        statements.Transaction = transaction;
        foreach (var write in batch)
            if (!tryDo(write, statements, transaction)) return false;
        transaction.Commit();
        return true;
    }

    private abstract class Write
    {
        /// <returns>False if it throws: the transaction is no good any more.</returns>
        public abstract bool TryDo(Statements statements);

        /// <summary>Does it so that it changes nothing if it throws. That costs, and hardly ever is there a need.</summary>
        public bool DoApart(Statements statements, SqliteTransaction transaction)
        {
            transaction.Save("work");
            if (!TryDo(statements)) transaction.Rollback("work");
            transaction.Release("work");
            return true;
        }

        public abstract void Complete(string file);
        public abstract void Fail(Exception failure, string file);
    }

    private sealed class Write<T>(Func<Statements, T> work) : Write
    {
        private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;
        private Exception? _failure;

        public Task<T> Task => _completion.Task;

        public override bool TryDo(Statements statements)
        {
            try
            {
                _failure = null;
                _result = work(statements);
            }
            catch (Exception failure)
            {
                _failure = failure;
            }
            return _failure is null;
        }

        public override void Complete(string file)
        {
            if (_failure is null) _completion.SetResult(_result!);
            else Fail(_failure, file);
        }

        public override void Fail(Exception failure, string file) => _completion.SetException(StoreException.Of(_failure ?? failure, file));
    }
}
