using System.Numerics;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>Moves the pixels of a batch of images, each image in its own way, with linear interpolation and zeros around.</summary>
internal static class AffineSampler
{
    /// <param name="images">[rows, channels, height, width].</param>
    /// <param name="steps">What is done to each image, one after another.</param>
    /// <param name="random">Draws how much of it.</param>
    public static Tensor Apply(Tensor images, IReadOnlyList<AffineAugmentation> steps, Random random)
    {
        long height = images.shape[2], width = images.shape[3];
        float[] backwards = new float[images.shape[0] * 6];
        for (int row = 0; row < images.shape[0]; row++)
        {
            Matrix3x2 forwards = Matrix3x2.Identity;
            foreach (AffineAugmentation step in steps)
                forwards *= step.Draw(random, width, height);
            Matrix3x2.Invert(forwards, out Matrix3x2 inverse);
            Write(inverse, width, height, backwards.AsSpan(row * 6, 6));
        }

        Tensor theta = tensor(backwards).view(-1, 2, 3).to(images.device);
        Tensor grid = nn.functional.affine_grid(theta, images.shape, align_corners: false);
        return nn.functional.grid_sample(images, grid, GridSampleMode.Bilinear, GridSamplePaddingMode.Zeros, align_corners: false);
    }

    /// <summary>Writes a matrix as libtorch takes it: in units of half the width and height, and with columns for rows.</summary>
    private static void Write(Matrix3x2 matrix, float width, float height, Span<float> theta)
    {
        theta[0] = matrix.M11;
        theta[1] = matrix.M21 * height / width;
        theta[2] = matrix.M31 * 2 / width;
        theta[3] = matrix.M12 * width / height;
        theta[4] = matrix.M22;
        theta[5] = matrix.M32 * 2 / height;
    }
}
