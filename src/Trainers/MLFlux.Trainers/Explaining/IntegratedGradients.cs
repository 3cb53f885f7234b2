namespace MLFlux.Explaining;

/// <summary>
/// The slopes of the score, summed up on the straight way from the baseline to the row, times the way (Sundararajan, Taly and Yan:
/// Axiomatic Attribution for Deep Networks, 2017). They add up to the score less the baseline's.
/// </summary>
/// <remarks>
/// The way is cut into pieces, in each of which the sum of the slopes is held against the difference of the scores at its ends. Where
/// the two are not the same, the piece is cut in two; short ones only where what is amiss is no matter of many small bends, of which
/// networks have thousands. What is then still amiss is shared out by what each feature adds in the piece. A piece that is too short to
/// be cut has a jump in it, such as that of a category that was not seen in training: the jump is shared out by what each group changes
/// by itself.
/// </remarks>
internal sealed class IntegratedGradients(ExplainedNetwork network, float[] baseline, IReadOnlyList<IReadOnlyList<Range>> groups)
    : RowExplainer(network, baseline, groups)
{
    private const int FirstPieces = 4, MostPieces = 512;
    private const double ShortestPiece = 1.0 / (1 << 20), ShortPiece = 1.0 / 32;

    /// <summary>The part of the scores' range by which all longer pieces together may be off, and a short one by itself.</summary>
    private const double Tolerance = 5e-3;

    /// <summary>Scores in 32 bits are off by so much of themselves.</summary>
    private const double Rounding = 1e-6;

    /// <summary>The points and weights of Gauss and Legendre for five points between 0 and 1: exact for slopes up to degree 9.</summary>
    private static readonly (double Place, double Weight)[] s_points =
    [
        (0.046910077030668004, 0.11846344252809454), (0.23076534494715845, 0.23931433524968324), (0.5, 0.28444444444444444),
        (0.76923465505284155, 0.23931433524968324), (0.953089922969332, 0.11846344252809454),
    ];

    private protected override double[] ExplainScore(float[] row, int score)
    {
        if (Network.LookedUp.Count == 0)
            return Along(Baseline, row, score);

        float[] keys = WithKeys(Baseline, row), numbers = WithKeys(row, Baseline);
        var exchange = new KeyExchange(Network, Groups);
        double[][] halves =
        [
            Along(Baseline, numbers, score), exchange.Gains(numbers, row, score),
            exchange.Gains(Baseline, keys, score), Along(keys, row, score),
        ];
        return [.. Groups.Select((_, group) => halves.Sum(half => half[group]) / 2)];
    }

    /// <summary>A row with the keys of another.</summary>
    private float[] WithKeys(float[] row, float[] other)
    {
        float[] made = [.. row];
        foreach (Range range in Network.LookedUp)
            other.AsSpan(range).CopyTo(made.AsSpan(range));
        return made;
    }

    /// <summary>What each group adds on the straight way from a row to another, which has the same keys.</summary>
    private double[] Along(float[] from, float[] row, int score)
    {
        if (from.AsSpan().SequenceEqual(row))
            return new double[Groups.Count];
        var sums = new double[Network.Width]; // What each feature adds.
        var jumps = new double[Groups.Count];
        var pending = new List<Piece>();
        double[] places = [.. Enumerable.Range(0, FirstPieces + 1).Select(i => (double)i / FirstPieces)];
        double[] ends = Network.Values(Points(from, row, places), score);
        for (int i = 0; i < FirstPieces; i++)
            pending.Add(new Piece((double)i / FirstPieces, (double)(i + 1) / FirstPieces, ends[i], ends[i + 1]));
        double range = ends.Max() - ends.Min(), size = ends.Max(Math.Abs);
        for (int pieces = 0; pending.Count > 0; pieces += pending.Count)
        {
            List<Piece> tried = pending;
            pending = [];
            double[][] slopes = MeanSlopes(from, row, score, tried);
            var halves = new List<Piece>();
            for (int i = 0; i < tried.Count; i++)
            {
                Piece piece = tried[i];
                double[] added = [.. slopes[i].Select((slope, j) => piece.Length * slope * ((double)row[j] - from[j]))];
                double gap = piece.Rise - added.Sum(), all = added.Sum(Math.Abs);
                double allowed = Tolerance * range * (piece.Length > ShortPiece ? piece.Length : 1);
                if (Math.Abs(gap) <= Math.Max(allowed, Rounding * size) || (pieces > MostPieces && all > 0))
                    Add(sums, added, all > 0 ? gap / all : 0);
                else if (piece.Length > ShortestPiece && pieces <= MostPieces)
                    halves.Add(piece);
                else
                    AddJump(jumps, from, row, score, piece);
            }

            double[] middles = halves.Count == 0 ? [] : Network.Values(Points(from, row, [.. halves.Select(piece => piece.Middle)]), score);
            pending.AddRange(halves.SelectMany((piece, i) => piece.Halves(middles[i])));
        }

        double[] contributions = Sum(sums);
        return [.. contributions.Zip(jumps, (slope, jump) => slope + jump)];
    }

    /// <summary>Adds what each feature adds in a piece, and its share of what is amiss.</summary>
    private static void Add(double[] sums, double[] added, double share)
    {
        for (int i = 0; i < sums.Length; i++)
            sums[i] += added[i] + (share * Math.Abs(added[i]));
    }

    /// <summary>Shares a jump out among the groups, by what each changes where it alone goes over.</summary>
    private void AddJump(double[] jumps, float[] from, float[] row, int score, Piece piece)
    {
        float[] over = Points(from, row, [piece.End]);
        double[] gains = Swapped(Points(from, row, [piece.Start]), over, score);
        double sum = gains.Sum();
        for (int group = 0; group < jumps.Length && sum != 0; group++)
            jumps[group] += piece.Rise * gains[group] / sum;
    }

    /// <summary>The mean slopes within each piece.</summary>
    private double[][] MeanSlopes(float[] from, float[] row, int score, List<Piece> pieces)
    {
        int width = Network.Width;
        float[] points = Points(from, row,
            [.. pieces.SelectMany(piece => s_points.Select(point => piece.Start + (piece.Length * point.Place)))]);
        var slopes = new float[points.Length];
        Network.Slopes(points, score, slopes);
        return [.. pieces.Select((_, place) =>
        {
            var means = new double[width];
            for (int point = 0; point < s_points.Length; point++)
            {
                ReadOnlySpan<float> at = slopes.AsSpan(((place * s_points.Length) + point) * width, width);
                for (int i = 0; i < width; i++)
                    means[i] += s_points[point].Weight * at[i];
            }

            return means;
        })];
    }

    /// <summary>Rows on the way; the last is the row itself, to the bit, and the first that from which the way goes.</summary>
    private static float[] Points(float[] from, float[] row, double[] places)
    {
        var points = new float[checked(places.Length * row.Length)];
        for (int place = 0; place < places.Length; place++)
        {
            for (int i = 0; i < row.Length; i++)
                points[(place * row.Length) + i] = (float)((from[i] * (1 - places[place])) + (row[i] * places[place]));
        }

        return points;
    }

    /// <summary>A piece of the way, with the scores at its ends.</summary>
    private readonly record struct Piece(double Start, double End, double StartScore, double EndScore)
    {
        public double Length => End - Start;

        public double Rise => EndScore - StartScore;

        public double Middle => (Start + End) / 2;

        public Piece[] Halves(double score) => [new(Start, Middle, StartScore, score), new(Middle, End, score, EndScore)];
    }
}
