namespace Igniter.Connectors.LiteDb;

/// <summary>
/// LiteDB's write-ahead log. LiteDB asks for a sync after every page it writes; this stream syncs once for any number of transactions: when the writer
/// calls <see cref="Sync"/>. Until then the disk may have any of the pages, or parts of them. So the page that confirms a transaction carries a stamp of
/// all pages since the one before, and opening the log cuts off what comes after the last true stamp: nothing of it was acknowledged.
/// </summary>
internal sealed class LiteDbLogStream : FileStream
{
    // Zeros on the disk are overwritten sooner than a file grows. LiteDB skips empty pages.
    private static readonly byte[] Zeros = new byte[128 * LiteDbFile.PageBytes];

    private readonly byte[] _page = new byte[LiteDbFile.PageBytes];
    private LiteDbStamp _stamp;
    private long _allocated;
    private bool _dirty;

    public LiteDbLogStream(string path)
        : base(path, LiteDbFile.StreamOptions)
    {
        long end = FindEnd();
        if (end < Length)
        {
            base.SetLength(end);
            Flush(flushToDisk: true);
        }

        Written = _allocated = end;
    }

    /// <summary>The thread that wrote last. LiteDB writes on the committing thread, or on a task of its own that nobody waits for.</summary>
    public int LastWriter { get; private set; }

    /// <summary>The end of the last page.</summary>
    public long Written { get; private set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = base.Read(buffer, offset, count);
        if (read == LiteDbFile.PageBytes)
        {
            LiteDbStamp.Remove(buffer.AsSpan(offset, read));
        }

        return read;
    }

    /// <summary>Writes one page.</summary>
    public override void Write(byte[] buffer, int offset, int count)
    {
        Allocate(Position + count);
        buffer.AsSpan(offset, count).CopyTo(_page);
        LiteDbStamp.Remove(_page);
        LiteDbStamp stamp = _stamp.With(_page);
        bool last = LiteDbStamp.IsDue(_page);
        if (last)
        {
            stamp.Put(_page);
        }

        base.Write(_page, 0, count);
        _stamp = last ? default : stamp;
        Written = Position;
        _dirty = true;
        LastWriter = Environment.CurrentManagedThreadId;
    }

    public override void SetLength(long value)
    {
        base.SetLength(value);
        Written = _allocated = value;
        _stamp = default;
    }

    public override void Flush()
    {
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

    private void Allocate(long end)
    {
        if (end <= _allocated)
        {
            return;
        }

        long position = Position;
        base.Write(Zeros, 0, Zeros.Length);
        _allocated = Position;
        Position = position;
    }

    // Behind the last transaction that is whole.
    private long FindEnd()
    {
        byte[] stamped = new byte[_page.Length];
        LiteDbStamp stamp = default;
        long end = 0;
        while (base.Read(stamped, 0, stamped.Length) == stamped.Length && stamped.AsSpan().ContainsAnyExcept((byte)0))
        {
            stamped.CopyTo(_page, 0);
            LiteDbStamp.Remove(_page);
            stamp = stamp.With(_page);
            if (!LiteDbStamp.IsDue(stamped))
            {
                continue;
            }

            if (!stamp.IsOn(stamped))
            {
                break;
            }

            end = Position;
            stamp = default;
        }

        return end;
    }
}
