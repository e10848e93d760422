"""Products of whole tensors. Two or three dense layers make the operands, in any shape."""

import torch

from golden import nn, run_case, write


class Operands(nn.Module):
    """Dense layers a, b … of the input, each in a shape of its own, and a function of them."""

    def __init__(self, features, shapes, f):
        super().__init__()
        self.shapes = shapes
        self.f = f
        for name, shape in zip("abc", shapes):
            setattr(self, name, nn.Linear(features, torch.Size(shape).numel(), bias=False))

    def forward(self, x):
        x = x.reshape(-1)
        return self.f(*(getattr(self, n)(x).reshape(s) for n, s in zip("abc", self.shapes)))


def product(name, shapes, op, f, **options):
    nodes = [["flat", {"type": "reshape", "shape": [3]}, ["input"]]]
    for letter, shape in zip("abc", shapes):
        size = torch.Size(shape).numel()
        linear = {"type": "linear", "inFeatures": 3, "outFeatures": size, "bias": False}
        nodes.append([letter, linear, ["flat"]])
        nodes.append([f"{letter}s", {"type": "reshape", "shape": list(shape)}, [letter]])
    nodes.append(["y", op, [f"{letter}s" for letter, _ in zip("abc", shapes)]])
    return run_case(name, lambda: Operands(3, shapes, f), [3], nodes=nodes, batch=1, **options)


def matmul(a, b):
    return product(f"matmul {a} {b}", [a, b], {"type": "matmul"}, torch.matmul)


def einsum(equation, *shapes, **options):
    f = lambda *operands: torch.einsum(equation, *operands)
    name = f"einsum {equation} {list(shapes)}"
    return product(name, shapes, {"type": "einsum", "equation": equation}, f, **options)


def main():
    cases = [
        *matmul((3,), (3,)),
        *matmul((2, 3), (3,)),
        *matmul((3,), (3, 4)),
        *matmul((2, 3), (3, 4)),
        *matmul((5, 1), (1, 6)),
        *matmul((2, 3, 4), (2, 4, 5)),
        *matmul((2, 3, 4), (4, 5)),
        *matmul((3, 4), (2, 4, 5)),
        *matmul((2, 1, 3, 2), (3, 2, 4)),
        *matmul((1, 3, 2), (4, 2, 3)),
        *matmul((2, 3, 4), (4,)),
        *matmul((3,), (2, 3, 2)),
        *einsum("ij,jk->ik", (2, 3), (3, 4)),
        *einsum("ij,kj", (2, 3), (4, 3)),
        *einsum("ji,jk->ik", (3, 2), (3, 4)),
        *einsum("ij,jk->ki", (2, 3), (3, 4)),
        *einsum("bqhd,bkhd->bhqk", (2, 3, 2, 4), (2, 5, 2, 4)),
        *einsum("bhqk,bkhd->bqhd", (2, 2, 3, 4), (2, 4, 2, 3)),
        *einsum("bij,bjk->bik", (2, 3, 2), (2, 2, 4)),
        *einsum("i,j->ij", (3,), (4,)),
        *einsum("i,i->", (4,), (4,)),
        *einsum("ij,ij->ij", (2, 3), (2, 3)),
        *einsum("ij,ij->i", (2, 3), (2, 3)),
        *einsum("bi,bj->bij", (2, 3), (2, 4)),
        *einsum("ij->ji", (2, 3)),
        *einsum("ij->j", (2, 3)),
        *einsum("ij->", (2, 3)),
        *einsum("ii->", (3, 3)),
        *einsum("ii->i", (3, 3)),
        *einsum("iji->ji", (3, 2, 3)),
        *einsum("iii->i", (2, 2, 2)),
        *einsum("ba", (2, 3)),
        *einsum("bA, Ac", (2, 3), (3, 4)),
        *einsum("...ij,...jk->...ik", (2, 3, 2), (2, 4)),
        *einsum("...ij,jk", (2, 2, 3), (3, 2)),
        *einsum("b...,b->...", (2, 3, 2), (2,)),
        *einsum("...a,...b->ab...", (2, 3, 2), (3, 4)),
        *einsum("...i->i", (2, 3, 4)),
        *einsum("ij,jk->ik", (2, 1), (3, 4)),
        *einsum("ij,jk,kl->il", (2, 3), (3, 4), (4, 2)),
        *einsum("i,ij,j->", (2,), (2, 3), (3,), seed=2),
        *einsum("bi,oij,bj->bo", (2, 3), (4, 3, 2), (2, 2)),
        *einsum("ii,ij->j", (3, 3), (3, 2)),
        *einsum("abcd,cd->ab", (2, 2, 3, 2), (3, 2)),
        *einsum("ij,kl->ki", (2, 3), (2, 2)),
    ]
    write("products", cases)


if __name__ == "__main__":
    main()
