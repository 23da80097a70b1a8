"""What a programme costs and whom it reaches, as it is and under a reform: worked out, told and drawn."""
