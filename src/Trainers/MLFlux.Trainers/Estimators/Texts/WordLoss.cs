using MLFlux.Construction;
using MLFlux.Rows;
using MLFlux.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Estimators;

/// <summary>
/// The mean loss of the labelled words of a batch, each by the scores of its first token. A target is, for each token and label, how much
/// the word that begins there counts; 0 everywhere for a token that none begins with, or one without a label.
/// </summary>
/// <param name="Inner">The loss of a word, over classes.</param>
/// <param name="Labels">How many labels there are.</param>
internal sealed record WordLoss(Loss Inner, int Labels) : CustomLoss
{
    public override bool TakesLogits => false; // As far as a regression goes, whose targets these are.

    public override bool IsMean => false; // Texts have one word, or many.

    internal override bool TakesLabelUnit => true;

    public override Tensor Compute(Tensor output, Tensor target, Tensor? weight = null)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor targets = target.reshape(-1, Labels), counts = targets.sum(1);
        Tensor known = counts.nonzero().view(-1);
        if (known.numel() == 0)
            return (output * (Number)0).sum().MoveToOuterDisposeScope();
        if (weight is not null)
            counts *= weight.repeat_interleave(target.size(1) / Labels);
        Tensor scores = output.reshape(-1, Labels).index_select(0, known), weights = counts.index_select(0, known);
        var head = new LossHead(Inner, Inner.TakesLogits ? HeadFunction.None : HeadFunction.Softmax);
        var words = new Batch(scores, targets.index_select(0, known).argmax(1), weights, TotalWeight: 1);
        return head.Compute(scores, words).MoveToOuterDisposeScope();
    }

    public override string ToString() => Inner.ToString();
}
