using Microsoft.ML;
using MLFlux.Training;
using MLFlux.Views;

namespace MLFlux;

/// <summary>Scoring by many processes.</summary>
public static class RankScoringCatalog
{
    /// <summary>
    /// Scores rows by all ranks, each of which makes the same call: rank 0 is given the scored rows, all and in their order, and does with
    /// them what it likes, such as writing one file; the others score their parts of them meanwhile.
    /// </summary>
    /// <remarks>
    /// Each rank reads all rows and scores blocks of them in turn, of at most 8192 rows or about 8 MB of what is read of them. Rank 0 holds
    /// one of each rank; while it reads them, all fill their next ones. Rows may be read any number of times, or in part. By one process,
    /// this is <c>read(model.Transform(data))</c>. Not for several threads at a time.
    /// </remarks>
    /// <param name="catalog"><c>ml.Model</c>.</param>
    /// <param name="model">The model, the same on each rank. It has to score each row by itself.</param>
    /// <param name="data">The rows, the same in the same order on each rank and each time that they are read.</param>
    /// <param name="ranks">The processes: <c>Mpi.Ranks()</c> of the package MLFlux.Mpi, or <see cref="Ranks.Alone"/>.</param>
    /// <param name="read">Reads the scored rows, on rank 0 alone; not called on the others. What it throws ends the call on all.</param>
    /// <exception cref="RankException">Another rank failed, or <paramref name="read"/> on rank 0.</exception>
    /// <exception cref="OperationCanceledException">Another rank was cancelled, or <paramref name="read"/> on rank 0.</exception>
    /// <example>
    /// <code>
    /// ml.Model.TransformByRank(model, rows, Mpi.Ranks(), scored =>
    /// {
    ///     using FileStream file = File.Create("predictions.tsv");
    ///     ml.Data.SaveAsText(scored, file);
    /// });
    /// </code>
    /// </example>
    public static void TransformByRank(
        this ModelOperationsCatalog catalog, ITransformer model, IDataView data, Ranks ranks, Action<IDataView> read)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(ranks);
        ArgumentNullException.ThrowIfNull(read);
        if (ranks.Count == 1)
        {
            read(model.Transform(data));
            return;
        }

        SharedScoring scoring = ranks.Together(() => new SharedScoring(model, data, ranks));
        ranks.Together(() =>
        {
            if (!ranks.IsFirst)
            {
                scoring.Serve();
                return;
            }

            using var scored = new SharedRows(scoring);
            read(scored);
        });
    }
}
