using static TorchSharp.torch;
using MLFlux.Training;

namespace MLFlux;

/// <content>Losses, their gradients, and training.</content>
public sealed partial class LiveNetwork
{
    /// <summary>The mean loss over a batch; weights and gradients stay as they are.</summary>
    /// <exception cref="ArgumentException">A batch without targets, of other lengths, or not for this loss.</exception>
    public double Loss(Loss loss, ObservationBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return Run(batch, () =>
        {
            using IDisposable noGradients = no_grad();
            return Compute(loss, batch).item<float>();
        });
    }

    /// <summary>
    /// The mean loss over a batch, and its gradients by each weight, which <see cref="LiveWeight.Gradient"/> has afterwards in
    /// place of those from before.
    /// </summary>
    /// <inheritdoc cref="Loss(Loss, ObservationBatch)"/>
    public double Differentiate(Loss loss, ObservationBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return Run(batch, () =>
        {
            Tensor value = Compute(loss, batch);
            _gradients.Clear();
            value.backward();
            return value.item<float>();
        });
    }

    /// <summary>
    /// Goes once over batches: for each its gradients, and an update by the optimizer, as Flux's <c>train!</c> does.
    /// </summary>
    /// <param name="loss">What to make small.</param>
    /// <param name="batches">
    /// The batches, such as a <see cref="DataLoader"/>; endless ones end by <paramref name="batchEnd"/> throwing, or by
    /// <c>Take</c>.
    /// </param>
    /// <param name="optimizer">The optimizer, bound to this network, which carries on from call to call.</param>
    /// <param name="batchEnd">Is given the loss of each batch, before its update; see <see cref="Throttle"/>. Default: null.</param>
    /// <exception cref="NonFiniteLossException">A loss is not finite. Its update is not made.</exception>
    /// <exception cref="ArgumentException">A batch does not fit, or the optimizer is bound to another network.</exception>
    public void Train(Loss loss, IEnumerable<ObservationBatch> batches, LiveOptimizer optimizer, Action<double>? batchEnd = null)
    {
        ArgumentNullException.ThrowIfNull(batches);
        ArgumentNullException.ThrowIfNull(optimizer);
        if (!ReferenceEquals(optimizer.Target, this))
            throw new ArgumentException("The optimizer is bound to another network; make one with new LiveOptimizer(network, ...).",
                nameof(optimizer));

        bool wasTraining = IsTraining;
        IsTraining = true;
        try
        {
            foreach (ObservationBatch batch in batches)
            {
                double value = Differentiate(loss, batch);
                if (!double.IsFinite(value))
                    throw new NonFiniteLossException(
                        "The loss is not finite. Lower the learning rate, or look for values that are not finite in the data.");
                optimizer.Step();
                batchEnd?.Invoke(value);
            }
        }
        finally
        {
            IsTraining = wasTraining;
        }
    }

    private Tensor Compute(Loss loss, ObservationBatch batch)
    {
        ArgumentNullException.ThrowIfNull(loss);
        Tensor scores = Scores(batch);
        IReadOnlyList<float[]> rows = batch.Targets ?? throw new ArgumentException("The batch has no targets.", nameof(batch));
        Tensor targets = loss.TakesSequences ? ToSequences(rows) : ToTensor(rows, OutputShape, "target");
        return LossHead.Of(_head, loss).Compute(scores, targets);
    }

    /// <summary>Rows of any length, with −1 behind the end of shorter ones.</summary>
    private static Tensor ToSequences(IReadOnlyList<float[]> rows)
    {
        int longest = rows.Max(row => row.Length);
        return tensor(rows.SelectMany(row => row.Concat(Enumerable.Repeat(-1f, longest - row.Length))).ToArray()).view(rows.Count, longest);
    }
}
