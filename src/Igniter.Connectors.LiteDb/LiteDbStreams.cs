namespace Igniter.Connectors.LiteDb;

/// <summary>
/// LiteDB's write-ahead log. LiteDB asks for a sync after every page it writes; this stream syncs twice for a transaction of any size instead:
/// before the page that confirms it, so that a confirmed transaction is never without its other pages, and when the writer calls <see cref="Sync"/>.
/// The file grows ahead of what is written, since bringing a new length to the disk takes longer than bringing a page there; LiteDB skips empty pages.
/// </summary>
internal sealed class LiteDbLogStream(string path) : FileStream(path, LiteDbFile.StreamOptions)
{
    // Offset of the flag "last page of a confirmed transaction" in a page's header (data file format 8).
    private const int ConfirmedOffset = 18;

    private const int GrowthBytes = 1024 * 1024;

    private long _allocated;
    private bool _dirty;

    /// <summary>The thread that wrote last. LiteDB writes on the committing thread, or on a task of its own that nobody waits for.</summary>
    public int LastWriter { get; private set; }

    /// <summary>The end of the last page that was written.</summary>
    public long Written { get; private set; }

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (buffer[offset + ConfirmedOffset] != 0)
        {
            Sync();
        }

        Written = Math.Max(Written, Position + count);
        if (Written > _allocated)
        {
            base.SetLength(_allocated = Written + GrowthBytes);
        }

        base.Write(buffer, offset, count);
        _dirty = true;
        LastWriter = Environment.CurrentManagedThreadId;
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value)
    {
        base.SetLength(value);
        Written = _allocated = value;
    }

    /// <summary>Brings everything written so far to the disk.</summary>
    public void Sync()
    {
        if (_dirty)
        {
            Flush(flushToDisk: true);
            _dirty = false;
        }
    }

    /// <summary>Closes the log, and deletes it if a checkpoint has emptied it.</summary>
    protected override void Dispose(bool disposing)
    {
        bool emptied = disposing && CanSeek && Length == 0;
        base.Dispose(disposing);
        if (emptied)
        {
            File.Delete(Name);
        }
    }
}

/// <summary>LiteDB's data file. It is written by checkpoints only, which then empty the log.</summary>
internal sealed class LiteDbDataStream(string path, LiteDbLogStream log) : FileStream(path, LiteDbFile.StreamOptions)
{
    public override void Write(byte[] buffer, int offset, int count)
    {
        // A crash between two pages is mended from the log, so the log comes first.
        log.Sync();
        base.Write(buffer, offset, count);
    }

    public override void Flush() => Flush(flushToDisk: true);
}
