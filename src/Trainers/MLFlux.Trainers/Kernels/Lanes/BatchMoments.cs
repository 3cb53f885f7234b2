using MLFlux.Construction;

namespace MLFlux.Kernels;

/// <summary>
/// Mean and variance of each channel of a batch, and what gradients take of all its rows: of the blocks of a share, and then of all
/// shares.
/// </summary>
/// <param name="channels">How many channels there are.</param>
/// <param name="blocks">How many blocks a share has, at the most.</param>
internal sealed class BatchMoments(int channels, int blocks)
{
    private readonly double[] _means = new double[channels * blocks]; // Of each block.
    private readonly double[] _squares = new double[channels * blocks]; // About these means.
    private readonly long[] _counts = new long[blocks]; // The values of a channel.
    private readonly double[] _variances = new double[channels];
    private readonly double[] _count = new double[1]; // Of all shares.

    /// <summary>The mean of each channel.</summary>
    public float[] Means { get; } = new float[channels];

    /// <summary>The sum of the gradients of each channel.</summary>
    public double[] Sums { get; } = new double[channels];

    /// <summary>The sum of the gradients, each times its value less the mean.</summary>
    public double[] Products { get; } = new double[channels];

    /// <summary>
    /// Whether the running means are used, and stay as they are: the layer is frozen, or of a single value there is no variance.
    /// </summary>
    public bool IsFixed { get; private set; }

    /// <summary>One over the deviation of a channel.</summary>
    public double Inverse(int channel, double epsilon) => 1 / Math.Sqrt(_variances[channel] + epsilon);

    /// <summary>Begins a share.</summary>
    public void Begin()
    {
        Array.Clear(_counts);
        Array.Clear(Sums);
        Array.Clear(Products);
    }

    /// <summary>Begins a block of so many values of a channel; of none where the share has no row that counts.</summary>
    public void Begin(int block, long count) => _counts[block] = count;

    /// <summary>Takes the sums over a channel of a block that is not empty.</summary>
    /// <param name="block">The block.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="shift">What the values are less by: near their mean, so that little is lost where all are far from zero.</param>
    /// <param name="sums">Their sum, and that of their squares.</param>
    public void Add(int block, int channel, float shift, (double Sum, double Squares) sums)
    {
        int place = (block * channels) + channel;
        _means[place] = shift + (sums.Sum / _counts[block]);
        _squares[place] = Math.Max(0, sums.Squares - (sums.Sum * sums.Sum / _counts[block]));
    }

    /// <summary>Makes mean and variance of the blocks of all shares, and takes them into the running ones.</summary>
    public void Meet(BatchNormModule module)
    {
        var sums = new double[channels];
        _count[0] = _counts.Sum();
        Sum((count, mean, _, _) => count * mean, sums);
        if (module.training)
            Share(module, sums, _count);
        IsFixed = !module.training || _count[0] <= 1;
        if (IsFixed)
        {
            module.RunningMeans.CopyTo(Means);
            for (int channel = 0; channel < channels; channel++)
                _variances[channel] = module.RunningVariances[channel];
            return;
        }

        for (int channel = 0; channel < channels; channel++)
            Means[channel] = (float)(sums[channel] / _count[0]);
        Sum((count, mean, squares, whole) => squares + (count * (mean - whole) * (mean - whole)), sums);
        Share(module, sums, []);
        for (int channel = 0; channel < channels; channel++)
            _variances[channel] = sums[channel] / _count[0];
        module.Learn(Means, _variances, _count[0]);
    }

    /// <summary>Makes the terms of the gradients of the sums of all shares.</summary>
    public void MeetForGradients(BatchNormModule module, double epsilon, NormTerms terms)
    {
        if (!IsFixed)
            Share(module, Sums, Products);
        for (int channel = 0; channel < channels; channel++)
        {
            double inverse = Inverse(channel, epsilon);
            terms.Shifts[channel] = IsFixed ? 0 : (float)(Sums[channel] / _count[0]);
            terms.Slopes[channel] = IsFixed ? 0 : (float)(Products[channel] * inverse * inverse / _count[0]);
        }
    }

    /// <summary>Sums over the blocks something of each one's count, mean and squares, and of the mean of all.</summary>
    private void Sum(Func<long, double, double, float, double> part, double[] sums)
    {
        Array.Clear(sums);
        for (int block = 0; block < blocks; block++)
        {
            for (int channel = 0; channel < channels && _counts[block] > 0; channel++)
            {
                int place = (block * channels) + channel;
                sums[channel] += part(_counts[block], _means[place], _squares[place], Means[channel]);
            }
        }
    }

    /// <summary>Puts sums over all shares in place of this one's.</summary>
    private static void Share(BatchNormModule module, double[] sums, double[] others)
    {
        if (module.Share is not { } share)
            return;
        float[] all = [.. sums.Concat(others).Select(sum => (float)sum)];
        share.Sum(all);
        for (int i = 0; i < all.Length; i++)
            (i < sums.Length ? sums : others)[i < sums.Length ? i : i - sums.Length] = all[i];
    }
}
