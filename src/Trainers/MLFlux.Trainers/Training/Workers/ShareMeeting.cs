using MLFlux.Construction;

namespace MLFlux.Training;

/// <summary>
/// Where the threads of a rank, each with a share of the batch, meet in the middle of their passes: sums, or other unions, over all shares
/// of all ranks, in a fixed order.
/// </summary>
/// <param name="shares">How many shares this rank has.</param>
internal sealed class ShareMeeting(int shares)
{
    private readonly object _gate = new(); // A Lock cannot be waited on.
    private readonly float[][] _parts = new float[shares][];
    private float[] _total = [];
    private long _round;
    private int _arrived;
    private bool _isBroken;

    /// <summary>Puts what comes of all shares in place of one's values, once all have brought theirs for the same union.</summary>
    /// <param name="share">Which share brings values.</param>
    /// <param name="values">The values.</param>
    /// <param name="combine">Puts what comes of parts, one after another and each of so many values, in place of the first.</param>
    /// <param name="ofRanks">Puts what comes of the processes, which have the other shares, in place of this one's values.</param>
    /// <exception cref="InvalidOperationException">Another share has failed.</exception>
    public void Meet(int share, Span<float> values, Action<Memory<float>, int> combine, BatchShare.Summing ofRanks)
    {
        lock (_gate)
        {
            long round = _round;
            _parts[share] = values.ToArray();
            if (++_arrived == shares)
            {
                _arrived = 0;
                _total = Total(combine, ofRanks);
                _round++;
                Monitor.PulseAll(_gate);
            }

            while (_round == round && !_isBroken)
                Monitor.Wait(_gate);
            if (_isBroken)
                throw new InvalidOperationException("Another share of the batch has failed.");
            _total.CopyTo(values);
        }
    }

    /// <summary>Lets all fail that wait, or come.</summary>
    public void Break()
    {
        lock (_gate)
        {
            _isBroken = true;
            Monitor.PulseAll(_gate);
        }
    }

    private float[] Total(Action<Memory<float>, int> combine, BatchShare.Summing ofRanks)
    {
        float[] all = [.. _parts.SelectMany(part => part)];
        int length = _parts[0].Length;
        combine(all, length);
        ofRanks(all.AsSpan(0, length));
        return all[..length];
    }
}
