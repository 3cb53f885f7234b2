namespace MLFlux.Experiments;

/// <summary>How well a model tells classes apart, whatever their shares: by how much it is above what chance gives.</summary>
internal static class Discrimination
{
    /// <summary>
    /// Two classes: the AUC less 0.5, with the standard error that a model of no worth has (Mann and Whitney, 1947). Null on rows of
    /// one class.
    /// </summary>
    public static Difference? OfTwoClasses(IReadOnlyCollection<(float Score, bool IsTrue)> rows)
    {
        double truly = rows.Count(row => row.IsTrue), falsely = rows.Count - truly;
        if (truly == 0 || falsely == 0)
            return null;

        double below = 0, pairs = 0; // False rows with a lower score; pairs in the right order, equal scores by half.
        foreach (IGrouping<float, (float Score, bool IsTrue)> alike in rows.GroupBy(row => row.Score).OrderBy(group => group.Key))
        {
            double trueRows = alike.Count(row => row.IsTrue), falseRows = alike.Count() - trueRows;
            pairs += trueRows * (below + (falseRows / 2));
            below += falseRows;
        }

        return new Difference((pairs / (truly * falsely)) - 0.5, Math.Sqrt((truly + falsely + 1) / (12 * truly * falsely)));
    }

    /// <summary>Several classes: the macro-accuracy less one over the number of classes. Null on rows of one class.</summary>
    /// <param name="keys">The class of each row.</param>
    /// <param name="gains">1 for each row that is predicted rightly, 0 for others, NaN for those left out.</param>
    public static Difference? OfClasses(uint[] keys, double[] gains)
    {
        double[][] classes = [.. keys.Zip(gains, (key, gain) => (Key: key, Gain: gain)).Where(row => double.IsFinite(row.Gain))
            .GroupBy(row => row.Key, row => row.Gain).Select(group => group.ToArray())];
        if (classes.Length < 2)
            return null;

        // With one right and one wrong row more, a class of few rows that are all right has an error, too.
        double variance = classes.Sum(rows => Share(rows) * (1 - Share(rows)) / rows.Length);
        return new Difference(classes.Average(rows => rows.Average()) - (1.0 / classes.Length), Math.Sqrt(variance) / classes.Length);

        static double Share(double[] rows) => (rows.Sum() + 1) / (rows.Length + 2);
    }
}
