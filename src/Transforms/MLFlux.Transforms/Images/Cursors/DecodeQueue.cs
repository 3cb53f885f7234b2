using System.Collections.Concurrent;

namespace MLFlux.Images;

/// <summary>
/// Rows on their way through the decoders, in a ring of slots: one thread adds and takes them, all cores decode them, in the
/// order in which they were added.
/// </summary>
/// <remarks>
/// Helpers on the pool's threads take row after row until there is none; small images are decoded faster than a thread is
/// woken, so they are called once for many rows. Few rows are asked for at first, so that a look at the first ones is quick.
/// </remarks>
internal sealed class DecodeQueue
{
    private const int BytesAhead = 64 << 20;
    private const int MostAhead = 512;

    private static readonly int s_mostHelpers = Environment.ProcessorCount - 1; // The thread that takes rows decodes, too.

    private readonly DecodeSlot[] _slots;
    private readonly ConcurrentBag<ImageDecoder> _idleDecoders = [];
    private readonly ImageDecoder _ownDecoder;
    private readonly ImagePlan _plan;
    private readonly WaitCallback _help;
    private long _added;
    private long _claimed;
    private long _taken;
    private long _bytesAhead;
    private int _helpers;
    private int _limit = 2 * Environment.ProcessorCount;

    public DecodeQueue(ImagePlan plan)
    {
        _plan = plan;
        _ownDecoder = new ImageDecoder(plan);
        _help = _ => Help();
        _slots = new DecodeSlot[Math.Clamp(BytesAhead / plan.Size, 4 * Environment.ProcessorCount, MostAhead)];
        for (int i = 0; i < _slots.Length; i++)
            _slots[i] = new DecodeSlot(plan.Size);
    }

    /// <summary>The place of the row that was taken last.</summary>
    public int CurrentIndex => (int)((_taken - 1) % _slots.Length);

    /// <summary>The row that was taken last; it stays as it is until the next one is.</summary>
    public DecodeSlot Current => _slots[CurrentIndex];

    /// <summary>Whether rows were added that are not taken yet.</summary>
    public bool HasRows => _taken < _added;

    /// <summary>
    /// Whether it is time to add rows: an eighth of those asked for is taken. Helpers that find no row have to be woken again.
    /// </summary>
    public bool IsLow => _added - _taken <= _limit - (_limit / 8);

    /// <summary>
    /// Whether enough rows were added, or enough bytes of images that are not decoded yet. The row taken last has no place among
    /// them: it is given up when rows are added.
    /// </summary>
    public bool IsFull => _added - _taken >= _limit || Interlocked.Read(ref _bytesAhead) >= BytesAhead;

    /// <summary>The place of the row that is added next.</summary>
    public int NextIndex => (int)(_added % _slots.Length);

    /// <summary>The slot that is added next, to be filled first.</summary>
    public DecodeSlot Next => _slots[NextIndex];

    /// <summary>Adds <see cref="Next"/>.</summary>
    public void Add()
    {
        Next.Reset();
        Interlocked.Add(ref _bytesAhead, Next.Input.Length);
        Volatile.Write(ref _added, _added + 1);
    }

    /// <summary>Calls helpers for the rows that were added, and asks for more the next time.</summary>
    public void CallHelpers()
    {
        _limit = Math.Min(2 * _limit, _slots.Length);
        while (Volatile.Read(ref _helpers) < s_mostHelpers)
        {
            Interlocked.Increment(ref _helpers);
            ThreadPool.UnsafeQueueUserWorkItem(_help, null);
        }
    }

    /// <summary>Takes the next row; decodes, while it is not done, whatever no helper has begun.</summary>
    public DecodeSlot Take()
    {
        DecodeSlot slot = _slots[_taken++ % _slots.Length];
        while (!slot.IsDone && TryRunOne(_ownDecoder))
        {
        }

        slot.Wait();
        return slot;
    }

    /// <summary>Makes sure that no thread uses the slots any more.</summary>
    public void Stop()
    {
        long begun = Interlocked.Exchange(ref _claimed, long.MaxValue);
        for (long row = _taken; row < begun; row++)
            _slots[row % _slots.Length].Wait();
        foreach (DecodeSlot slot in _slots)
            slot.Input.GiveBack();
    }

    private void Help()
    {
        if (!_idleDecoders.TryTake(out ImageDecoder? decoder))
            decoder = new ImageDecoder(_plan);
        while (TryRunOne(decoder))
        {
        }

        _idleDecoders.Add(decoder);
        Interlocked.Decrement(ref _helpers);
    }

    private bool TryRunOne(ImageDecoder decoder)
    {
        while (true)
        {
            long row = Volatile.Read(ref _claimed);
            if (row >= Volatile.Read(ref _added))
                return false;
            if (Interlocked.CompareExchange(ref _claimed, row + 1, row) != row)
                continue;

            DecodeSlot slot = _slots[row % _slots.Length];
            Interlocked.Add(ref _bytesAhead, -slot.Input.Length);
            slot.Run(decoder);
            return true;
        }
    }
}
